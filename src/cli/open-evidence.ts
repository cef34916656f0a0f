import type { InferredOptionTypes } from 'yargs';
import { rootDirectory } from './evidence-arguments.ts';
import { planEvidence } from './inputs.ts';
import type { EvidencePlan } from './inputs.ts';
import type { EVIDENCE_OPTIONS } from './options.ts';
import { createProgress, isProgressShown } from './progress.ts';
import type { Progress, ProgressArguments } from './progress.ts';

/** Finds the evidence that the operands name, with a progress line over all of it. */
export function openEvidence(
  args: InferredOptionTypes<typeof EVIDENCE_OPTIONS> & ProgressArguments,
  paths: readonly string[],
): { readonly plan: EvidencePlan; readonly progress: Progress } {
  let progress: Progress | null = null;
  const plan = planEvidence({
    paths,
    host: args.host ?? null,
    root: rootDirectory(args),
    workingDirectory: process.cwd(),
    onChunk: (byteLength) => progress?.read(byteLength),
  });
  progress = createProgress(plan.hosts.length, isProgressShown(args));
  return { plan, progress };
}
