import type { Diagnostic, DiagnosticLevel } from '../../model/diagnostic.ts';
import type { ReportOptions } from '../reporter.ts';
import { locationText } from '../describe.ts';
import { diagnosticWords } from '../messages.ts';
import type { TextLine, Tone } from '../text-line.ts';
import { padded, paragraph, placeSpan, span } from '../text-line.ts';

/** How many diagnostics of one code are shown without --verbose. */
const MOST_ALIKE = 5;

const TONES: Readonly<Record<DiagnosticLevel, Tone>> = { error: 'fail', warning: 'warning', note: 'note' };
const TEXT_INDENT = 11;

function diagnosticLines(diagnostic: Diagnostic, options: ReportOptions, width: number): readonly TextLine[] {
  const { message, help } = diagnosticWords(diagnostic);
  const { location } = diagnostic;
  const place =
    location === null ? [] : [span('  '), placeSpan(locationText(location), options.linkOf?.(location.artifact))];
  return [
    [span(`  ${padded(diagnostic.level, 8)} `, TONES[diagnostic.level]), span(diagnostic.code, 'strong'), ...place],
    ...paragraph(message, TEXT_INDENT, width),
    ...(help === null ? [] : paragraph(help, TEXT_INDENT, width, 'faint')),
  ];
}

/** Errors and warnings always, notes with --verbose; of many alike the first, and how many there are. */
export function diagnosticsBlock(
  diagnostics: readonly Diagnostic[],
  options: ReportOptions,
  width: number,
): readonly TextLine[] {
  const lines: TextLine[] = [];
  const counts = new Map<string, number>();
  for (const diagnostic of diagnostics) {
    if (diagnostic.level === 'note' && !options.verbose) continue;
    const count = (counts.get(diagnostic.code) ?? 0) + 1;
    counts.set(diagnostic.code, count);
    if (options.verbose || count <= MOST_ALIKE) lines.push(...diagnosticLines(diagnostic, options, width));
  }
  for (const [code, count] of counts) {
    if (options.verbose || count <= MOST_ALIKE) continue;
    lines.push(
      ...paragraph(`and ${count - MOST_ALIKE} more ${code}; --verbose lists them`, TEXT_INDENT, width, 'faint'),
    );
  }
  return lines;
}
