import { parseArgs } from 'node:util';
import { PbChecker } from '../methods/pb/check.ts';
import { listedPerCode, type PbIssue } from '../methods/pb/issues.ts';
import { readFileCommand, unread, usualOptions } from './file-command.ts';
import { readPieces } from './input.ts';
import { type CommandIo, exitCode, words } from './words.ts';

/**
 * `ashar check FILE.pb`: says everything that is wrong with an election file, one finding a line as
 * `file:line:column: field: what is wrong`. Exit code 0 when there are no errors (warnings are allowed), 1 when there
 * are, 2 when the command is wrong.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  const command = readFileCommand('check', argv, io, () =>
    parseArgs({ args: [...argv], options: usualOptions, allowPositionals: true }),
  );
  if (typeof command === 'number') return command;
  const { language, values, file, complain } = command;

  const checker = new PbChecker();
  const trouble = await readPieces(file, (bytes) => checker.push(bytes));
  if (trouble) return complain(file, unread(trouble));
  const report = checker.end();
  const told = (issue: PbIssue) => ({
    line: issue.line,
    column: issue.column,
    field: issue.field,
    code: issue.code,
    message: words(language, `check.issue.${issue.code}`, issue.params, `input.${issue.code}`),
  });
  const errors = report.issues.filter((issue) => issue.severity === 'error').map(told);
  const warnings = report.issues.filter((issue) => issue.severity === 'warning').map(told);
  if (values.json) {
    const { valid, counts, projects, votes } = report;
    io.stdout.write(`${JSON.stringify({ valid, projects, votes, errors, warnings, counts }, null, 2)}\n`);
    return report.valid ? exitCode.done : exitCode.badInput;
  }
  for (const issue of report.issues) {
    const { line, column, field, message } = told(issue);
    const kind = issue.severity === 'warning' ? `${words(language, 'check.warning')}: ` : '';
    io.stdout.write(`${file}:${line}:${column}: ${kind}${field === '' ? '' : `${field}: `}${message}\n`);
  }
  for (const [code, count] of Object.entries(report.counts)) {
    if (count > listedPerCode) {
      const params = { code, count, listed: listedPerCode };
      io.stdout.write(`${words(language, 'check.more', params)}\n`);
    }
  }
  const summary = report.valid
    ? warnings.length > 0
      ? 'check.valid-warnings'
      : 'check.valid'
    : 'check.invalid';
  const params = {
    projects: report.projects,
    votes: report.votes,
    errors: errors.length,
    warnings: warnings.length,
  };
  io.stdout.write(`${words(language, summary, params)}\n`);
  return report.valid ? exitCode.done : exitCode.badInput;
}
