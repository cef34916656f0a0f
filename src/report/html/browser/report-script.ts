/**
 * The script of the report, as text: search, filters, open and close, copy buttons, the current section in the contents.
 * The report is complete without it. It makes elements and texts, never markup, so that evidence stays text. Hidden
 * means the attribute `data-off`, which only screens obey. Its hash stands in content-policy.ts.
 */
export const REPORT_SCRIPT = `
(function () {
  'use strict';
  var all = function (selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); };
  var byId = function (id) { return document.getElementById(id); };
  var form = byId('filter');
  document.documentElement.classList.add('scripted');

  var option = function (select, value, text) {
    var made = document.createElement('option');
    made.value = value;
    made.textContent = text;
    select.appendChild(made);
  };
  var textOf = function (element) { return element.textContent.toLowerCase(); };
  var lazyText = function (element) {
    var text = null;
    return function () { return text === null ? (text = textOf(element)) : text; };
  };
  var item = function (element) { return { element: element, text: lazyText(element), data: element.dataset }; };

  var severities = {};
  var rules = all('.rule').map(function (element) {
    severities[element.dataset.rule] = element.dataset.severity;
    return {
      element: element,
      data: element.dataset,
      title: element.querySelector('h3').textContent.trim(),
      head: lazyText(element.querySelector('header')),
      items: all('.finding', element).map(item),
      groups: all('.brief', element).map(function (group) {
        return { element: group, outcome: group.dataset.outcome, text: lazyText(group), items: all('li', group).map(item) };
      })
    };
  });
  var hostTitles = {};
  var hosts = all('.host').map(function (element) {
    hostTitles[element.dataset.host] = element.querySelector('.name').textContent.toLowerCase();
    return {
      element: element,
      data: element.dataset,
      title: element.querySelector('.name').textContent,
      head: lazyText(element.querySelector('header')),
      items: all('[data-rule]', element).map(item),
      groups: all('.numbers', element).map(function (group) { return { element: group, outcome: group.dataset.outcome, rules: null }; })
    };
  });

  var show = function (element, visible) {
    if (visible) element.removeAttribute('data-off');
    else element.setAttribute('data-off', '');
    return visible;
  };
  var wanted = function () {
    return {
      text: byId('filter-text').value.trim().toLowerCase(),
      host: byId('filter-host').value,
      outcome: byId('filter-outcome').value,
      severity: byId('filter-severity').value,
      rule: byId('filter-rule').value
    };
  };
  var shows = function (text, want) { return want.text === '' || text().indexOf(want.text) >= 0; };

  var filterRule = function (rule, want) {
    var fits = (want.rule === '' || rule.data.rule === want.rule) && (want.severity === '' || rule.data.severity === want.severity);
    var headFits = shows(rule.head, want);
    var count = 0;
    var fitsItem = function (entry, outcome) {
      return fits && (want.host === '' || entry.data.host === want.host) && (want.outcome === '' || outcome === want.outcome) && (headFits || shows(entry.text, want));
    };
    rule.items.forEach(function (entry) { if (show(entry.element, fitsItem(entry, entry.data.outcome))) count += 1; });
    rule.groups.forEach(function (group) {
      var groupFits = fits && (want.outcome === '' || group.outcome === want.outcome);
      var own = 0;
      group.items.forEach(function (entry) { if (show(entry.element, fitsItem(entry, group.outcome))) own += 1; });
      count += own;
      var isNamed = want.host === '' || group.text().indexOf(hostTitles[want.host]) >= 0;
      if (show(group.element, own > 0 || (groupFits && group.items.length === 0 && isNamed && (headFits || shows(group.text, want))))) count += 1;
    });
    return show(rule.element, count > 0 || (fits && headFits && want.host === '' && want.outcome === ''));
  };
  var rulesOf = function (group) {
    if (group.rules) return group.rules;
    group.rules = [];
    group.element.textContent.replace(/(\\d+)(?:\u2013(\\d+))?/g, function (run, from, to) {
      for (var number = Number(from); number <= Number(to || from); number++) group.rules.push(String(number));
    });
    return group.rules;
  };
  var filterHost = function (host, want) {
    var fits = want.host === '' || host.data.host === want.host;
    var headFits = shows(host.head, want);
    var narrow = want.rule !== '' || want.outcome !== '' || want.severity !== '';
    var count = 0;
    host.items.forEach(function (entry) {
      var visible = fits && (want.rule === '' || entry.data.rule === want.rule) && (want.outcome === '' || entry.data.outcome === want.outcome) &&
        (want.severity === '' || severities[entry.data.rule] === want.severity) && (headFits || shows(entry.text, want));
      if (show(entry.element, visible)) count += 1;
    });
    host.groups.forEach(function (group) {
      var visible = fits && headFits && (want.outcome === '' || group.outcome === want.outcome) && rulesOf(group).some(function (rule) {
        return (want.rule === '' || rule === want.rule) && (want.severity === '' || severities[rule] === want.severity);
      });
      if (show(group.element, visible)) count += 1;
    });
    return show(host.element, count > 0 || (fits && headFits && !narrow));
  };
  var plural = function (count, noun) { return count + ' ' + noun + (count === 1 ? '' : 's'); };
  var apply = function () {
    var want = wanted();
    var active = Object.keys(want).some(function (name) { return want[name] !== ''; });
    var shownRules = 0;
    var shownHosts = 0;
    rules.forEach(function (rule) { if (filterRule(rule, want)) shownRules += 1; });
    hosts.forEach(function (host) { if (filterHost(host, want)) shownHosts += 1; });
    byId('filter-state').textContent = active
      ? 'Showing ' + shownRules + ' of ' + plural(rules.length, 'rule') + ' and ' + shownHosts + ' of ' + plural(hosts.length, 'host') + '. Paper shows all of them.'
      : '';
  };

  rules.slice().sort(function (a, b) { return a.data.rule - b.data.rule; }).forEach(function (rule) { option(byId('filter-rule'), rule.data.rule, rule.title); });
  hosts.slice().sort(function (a, b) { return a.title < b.title ? -1 : a.title > b.title ? 1 : 0; }).forEach(function (host) { option(byId('filter-host'), host.data.host, host.title); });
  var isPending = false;
  form.addEventListener('input', function () {
    if (isPending) return;
    isPending = true;
    requestAnimationFrame(function () {
      isPending = false;
      apply();
    });
  });
  var clear = function () {
    all('input, select', form).forEach(function (field) { field.value = ''; });
    apply();
  };
  byId('filter-clear').addEventListener('click', clear);
  form.hidden = false;

  var fold = byId('filter-fold');
  var folded = all('details');
  if (folded.length === 0) fold.hidden = true;
  fold.addEventListener('click', function () {
    var open = fold.getAttribute('aria-pressed') !== 'true';
    fold.setAttribute('aria-pressed', String(open));
    folded.forEach(function (element) { element.open = open; });
  });

  var wasOpen = [];
  addEventListener('beforeprint', function () {
    wasOpen = folded.map(function (element) { return element.open; });
    folded.forEach(function (element) { element.open = true; });
  });
  addEventListener('afterprint', function () { folded.forEach(function (element, i) { element.open = wasOpen[i] === true; }); });

  var settle = function (target, rounds) {
    target.scrollIntoView({ behavior: 'instant' });
    if (rounds > 0) requestAnimationFrame(function () { settle(target, rounds - 1); });
  };
  var reveal = function () {
    var target = location.hash.length > 1 ? byId(location.hash.slice(1)) : null;
    if (!target) return;
    var isOff = target.closest('[data-off]') !== null;
    if (isOff) clear();
    // In a large report the heights of what was never shown are estimates until it is shown.
    if (isOff || target.closest('.large')) settle(target, 4);
  };
  addEventListener('hashchange', reveal);

  if (navigator.clipboard) {
    all('.command').forEach(function (element) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = 'Copy';
      button.setAttribute('aria-label', 'Copy the command');
      button.addEventListener('click', function () {
        navigator.clipboard.writeText(element.querySelector('code').textContent).then(
          function () { button.textContent = 'Copied'; },
          function () { button.textContent = 'Not copied'; }
        );
      });
      element.appendChild(button);
    });
  }

  if (window.IntersectionObserver) {
    var links = {};
    all('.contents a').forEach(function (link) { links[link.hash.slice(1)] = link; });
    var current = null;
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        if (current) current.removeAttribute('aria-current');
        current = links[entry.target.id] || null;
        if (current) current.setAttribute('aria-current', 'location');
      });
    }, { rootMargin: '-15% 0px -80% 0px' });
    all('.section').forEach(function (section) { observer.observe(section); });
  }
})();
`;
