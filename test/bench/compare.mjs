// Times two commands in turn (A B A B ...) and prints the medians and the median of the ratios, pair by pair, so that a
// machine whose speed drifts does not favour one of them.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Runs a command to its end; seconds of wall time, and the peak of its resident memory in MiB where /proc tells it. */
function run([command, ...args], isPolled) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore'] });
    let peak = 0;
    const poll = setInterval(() => {
      if (!isPolled) return;
      try {
        const [, kilobytes] = /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
        peak = Math.max(peak, Number(kilobytes ?? 0) / 1024);
      } catch {
        // The process has just ended.
      }
    }, 20);
    child.on('error', reject);
    child.on('exit', (code) => {
      const seconds = (performance.now() - start) / 1000;
      clearInterval(poll);
      resolve({ seconds, peak, code });
    });
  });
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** Compares command A with its peer B over `runs` pairs; the first pair is not counted, but its memory is. */
export async function compare(name, a, b, runs) {
  const { peak } = await run(a, true);
  await run(b, false);
  const pairs = [];
  for (let i = 0; i < runs; i++) pairs.push({ a: await run(a, false), b: await run(b, false) });
  const ratio = median(pairs.map((pair) => pair.a.seconds / pair.b.seconds));
  const seconds = (side) => median(pairs.map((pair) => pair[side].seconds)).toFixed(3);
  console.log(
    `${name}: ${ratio.toFixed(2)}x (median of ${runs} pairs; ${seconds('a')} s against ${seconds('b')} s; peak ${peak.toFixed(0)} MiB)`,
  );
}
