import type { ArtifactReport, RunHeader } from '../../model/result.ts';
import { neutralise } from '../neutralise.ts';
import type { SarifOptions } from '../reporter.ts';
import type { RuleCatalogue } from './sarif-rules.ts';

/** The names of the IANA registry that evidence comes in; any other name stays out, as 3.24.9 demands. */
const IANA =
  /^(?:UTF-(?:8|16|16LE|16BE)|US-ASCII|windows-\d+j?|IBM\d+|ISO-8859-\d+|GBK|GB18030|Big5|Shift_JIS|EUC-\w+)$/;

/** The media type of a registry file as shared-mime-info names it. */
const REG_MEDIA_TYPE = 'text/x-ms-regedit';

/** One evidence file with its hash, and how it was read. */
export function artifactObject({ artifact, byteLength, sha256, encoding, format }: ArtifactReport) {
  return {
    location: { uri: artifact },
    length: byteLength,
    roles: ['analysisTarget'],
    mimeType: format.name === 'reg' ? REG_MEDIA_TYPE : 'text/plain',
    ...(IANA.test(encoding.name) ? { encoding: encoding.name } : {}),
    hashes: { 'sha-256': sha256 },
    properties: {
      format: `${format.name} ${format.version}`.trim(),
      formatDecidedBy: format.how,
      encoding: neutralise(encoding.name),
      encodingDecidedBy: encoding.how,
      encodingCertainty: encoding.certainty,
    },
  };
}

/**
 * `automationDetails` (3.17). The trailing slash says that the id is a category without the id of a run; GitHub takes
 * each category for an analysis of its own, so that the parts of a split report must differ in it. GitHub Advanced
 * Security for Azure DevOps asks for the pipeline's build here and drops a run whose details are incomplete (rules
 * GHAzDO1014, 1019 and 1020 of Microsoft's multitool); without a build they are left out, which is enough for the
 * Scans tab of Azure DevOps.
 */
export function automationDetails(part: number, { profile, category, azureBuild }: SarifOptions): object | null {
  if (profile !== 'azure') return { id: `${category ?? 'regaudit'}/${part > 1 ? `part-${part}/` : ''}` };
  if (!azureBuild) return null;
  const prefix = 'azuredevops/pipeline/build/';
  return {
    id: `${prefix}${azureBuild.run}`,
    properties: {
      [`${prefix}buildDefinitionId`]: azureBuild.buildDefinitionId,
      [`${prefix}buildDefinitionName`]: azureBuild.buildDefinitionName,
      [`${prefix}phaseId`]: azureBuild.phaseId,
      [`${prefix}phaseName`]: azureBuild.phaseName,
    },
  };
}

/** The tool and its rules. */
export function toolObject({ tool }: RunHeader, { rules, supportedTaxonomies }: RuleCatalogue) {
  return {
    driver: {
      name: tool.name,
      fullName: `${tool.name} ${tool.version}`,
      version: tool.version,
      semanticVersion: tool.version,
      rules,
      ...(supportedTaxonomies.length > 0 ? { supportedTaxonomies } : {}),
    },
  };
}

/** What the results follow from: packs with their hashes, and the options that change a verdict. */
export function custodyObject(run: RunHeader) {
  return {
    packs: run.packs.map(({ pack, profile }) => ({
      id: pack.id,
      version: pack.version,
      profile: profile.id,
      sha256: pack.sha256,
      file: pack.file,
    })),
    options: run.options,
  };
}
