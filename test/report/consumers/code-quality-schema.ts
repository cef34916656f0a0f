import { Ajv2020 } from 'ajv/dist/2020.js';

/**
 * What GitLab's importer asks of an entry (gitlab-org/gitlab, app/validators/json_schemas/codeclimate.json, and
 * lib/gitlab/ci/reports/codequality_reports.rb for the path).
 */
const SCHEMA = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!/|\\./|[A-Za-z]+:)(?!(?:.*/)?\\.\\.(?:/|$)).' },
          lines: {
            type: 'object',
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
};

const validate = new Ajv2020({ allErrors: true }).compile(SCHEMA);

/** What GitLab would refuse; a repeated fingerprint too, because the later entry replaces the first. */
export function codeQualityErrors(report: unknown): readonly string[] {
  validate(report);
  const errors = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  const prints = Array.isArray(report) ? report.map((entry: { fingerprint?: string }) => entry.fingerprint) : [];
  return new Set(prints).size < prints.length ? [...errors, 'two entries with one fingerprint'] : errors;
}
