import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { approvalFile, cumulativeFile } from '../methods/pb/kara-bulak.fixture.ts';
import { run as check } from './check.ts';
import { run as select } from './select.ts';

const folder = mkdtempSync(join(tmpdir(), 'select-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
function file(content: string): string {
  const path = join(folder, `${files++}.pb`);
  writeFileSync(path, content);
  return path;
}
async function call(command: typeof select, ...argv: string[]) {
  let stdout = '';
  let stderr = '';
  const code = await command(argv, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { code, stdout, stderr };
}
interface Answer {
  rule: string;
  budget: number;
  spent: number;
  winners: {
    id: string;
    cost: number;
    score: number;
    payment: string | null;
    effectiveVotes: string | null;
  }[];
  order: string[];
  notes: { code: string; message: string }[];
  explanation?: string[];
  endowment?: string;
  raised?: number;
}
async function answer(path: string, ...options: string[]): Promise<Answer> {
  const { code, stdout, stderr } = await call(select, path, '--json', ...options);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Answer;
}
async function json(path: string) {
  return JSON.parse((await call(check, path, '--json')).stdout) as {
    valid: boolean;
    errors: { line: number; field: string; code: string }[];
    warnings: { line: number; field: string; code: string }[];
  };
}
const ids = (result: Answer) => result.winners.map((winner) => winner.id);

describe('ashar select', () => {
  const s1 = file(approvalFile.replace('budget;900', 'budget;800'));
  const s2 = file(approvalFile);
  const s3 = file(cumulativeFile);

  it('prints the answer of the issue', async () => {
    const result = await answer(s2, '--rule', 'mes', '--ties', 'id');
    expect(result).toMatchObject({
      rule: 'mes',
      budget: 900,
      spent: 510,
      winners: [
        { id: '4', cost: 240, payment: '40', effectiveVotes: '6' },
        { id: '5', cost: 90, payment: '18', effectiveVotes: '5' },
        { id: '3', cost: 180, payment: '545/14', effectiveVotes: '504/109' },
      ],
      order: ['4', '5', '3'],
    });
  });

  it.each<[string, string[], string[]]>([
    ['greedy by default ties', ['--rule', 'greedy'], ['1', '4', '6']],
    ['greedy by id', ['--rule', 'greedy', '--ties', 'id'], ['1', '4', '5']],
    ['no skip', ['--rule', 'greedy-no-skip'], ['1', '4', '6']],
    ['votes per cost', ['--rule', 'votes-per-cost'], ['6', '5', '3', '4', '2']],
    ['equal shares by default ties', ['--rule', 'mes'], ['4', '6', '3']],
    [
      'equal shares by cardinality',
      ['--rule', 'mes', '--utility', 'cardinality', '--ties', 'id'],
      ['6', '5', '3', '4'],
    ],
    [
      'equal shares and greedy',
      ['--rule', 'mes', '--completion', 'greedy', '--ties', 'id'],
      ['4', '5', '3', '2', '6'],
    ],
    ['equal shares raised', ['--rule', 'mes', '--completion', 'add1', '--ties', 'id'], ['1', '5', '6', '3']],
    ['Phragmén', ['--rule', 'phragmen'], ['6', '5', '4', '3', '2']],
    ['a threshold', ['--rule', 'greedy', '--threshold', '6'], ['1', '4']],
    ['rivals', ['--rule', 'greedy', '--exclusive', '1,4'], ['1', '6', '5', '3']],
  ])('chooses by %s', async (_, options, expected) => {
    expect(ids(await answer(s2, ...options))).toEqual(expected);
  });

  it('takes points as the utility of stickers', async () => {
    expect(ids(await answer(s3, '--rule', 'mes', '--ties', 'id'))).toEqual(['6', '5', '3']);
    expect(ids(await answer(s3, '--rule', 'greedy', '--ties', 'id'))).toEqual(['1', '4', '5']);
    const raised = await answer(s3, '--rule', 'mes', '--completion', 'add1', '--ties', 'id');
    expect([ids(raised).join(), raised.raised, raised.endowment]).toEqual(['6,5,3,4,2', 101, '176']);
  });

  it('tells what add1 did', async () => {
    const result = await answer(s1, '--rule', 'mes', '--completion', 'add1', '--ties', 'id', '--lang', 'en');
    expect([result.raised, result.endowment, result.spent]).toEqual([17, '519/7', 570]);
    expect(result.notes.map((note) => note.code)).toEqual(['raised', 'unspent']);
  });

  it('explains every project in three languages', async () => {
    for (const language of ['ky', 'ru', 'en']) {
      for (const rule of ['greedy', 'greedy-no-skip', 'greedy-custom', 'votes-per-cost', 'mes', 'phragmen']) {
        const result = await answer(s2, '--rule', rule, '--explain', language);
        expect(result.explanation).toHaveLength(7);
        expect(result.explanation?.join(' ')).not.toMatch(/[{}]|select\.explain/);
      }
    }
    const { stdout } = await call(select, s2, '--rule', 'mes', '--explain', 'ky');
    expect(stdout).toContain('Көчө жарыгы');
    expect(stdout).toContain('Тең үлүштөр ыкмасы');
  });

  it('prints money of decimals as plain numbers', async () => {
    const path = file(approvalFile.replace('budget;900', 'budget;900.75').replace('4;240', '4;240.50'));
    const result = await answer(path, '--rule', 'greedy', '--threshold', '6');
    expect([result.budget, result.spent]).toEqual([900.75, 760.5]);
  });

  it.each([
    [[]],
    [['--rule', 'best']],
    [['--rule', 'mes', '--utility', 'joy']],
    [['--rule', 'mes', '--completion', 'all']],
    [['--rule', 'greedy', '--completion', 'add1']],
    [['--rule', 'mes', '--ties', 'luck']],
    [['--rule', 'mes', '--threshold', 'x']],
    [['--rule', 'mes', '--explain', 'de']],
    [['--rule', 'mes', 'other.pb']],
    [['--wrong']],
  ])('refuses %j', async (options) => {
    const { code, stdout, stderr } = await call(select, s2, ...options);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('ashar select');
  });

  it('names the place of a fault', async () => {
    const path = file(approvalFile.replace('2;300', '2;көп'));
    const result = await call(select, path, '--rule', 'mes', '--json', '--lang', 'en');
    expect(result).toEqual({ code: 1, stdout: '', stderr: `${path}:19:3: "cost" is not a number: "көп"\n` });
    expect((await call(select, join(folder, 'none.pb'), '--rule', 'mes')).code).toBe(1);
    expect((await call(select, '--help', '--lang', 'en')).stdout).toContain('--completion');
  });
});

describe('rankings', () => {
  const rank = 'test/examples/pb/rank.pb';
  const scored = (text: string, scores: readonly number[]) =>
    scores.reduce(
      (all, score, index) => all.replace(new RegExp(`^(${index + 1};100;[12];)[0-9]`, 'm'), `$1${score}`),
      text,
    );

  it('are scored by the length of each ballot, as published files count them', async () => {
    const result = await answer(rank, '--rule', 'greedy');
    expect(ids(result)).toEqual(['1']);
    expect(result.notes.map((note) => note.code)).toContain('ranking-own-length');
    expect((await call(check, rank)).code).toBe(0);
  });

  it('are scored by the longest ballot where the stated scores are, or where it is asked for', async () => {
    const text = readFileSync(rank, 'utf8').replace('date_end', 'max_length;3\ndate_end');
    const other = file(scored(text, [3, 6, 2, 1]));
    const result = await answer(other, '--rule', 'greedy');
    expect(ids(result)).toEqual(['2']);
    expect(result.notes.map((note) => note.code)).toContain('ranking-max-length');
    expect(JSON.stringify(await json(other))).not.toContain('score-differs');
    expect(ids(await answer(other, '--rule', 'greedy', '--ranking', 'own-length'))).toEqual(['1']);
    expect(ids(await answer(rank, '--rule', 'greedy', '--ranking', 'max-length'))).toEqual(['2']);
    expect((await call(select, rank, '--rule', 'greedy', '--ranking', 'best')).code).toBe(2);
  });

  it('take the points that stand beside them', async () => {
    const text = readFileSync(rank, 'utf8')
      .replace('voter_id;vote', 'voter_id;vote;points')
      .replace('a;1,3,4', 'a;1,3,4;4,2,1')
      .replace('b;2', 'b;2;1')
      .replace('c;2', 'c;2;1');
    const result = await answer(file(text), '--rule', 'greedy');
    expect(result.winners[0]).toMatchObject({ id: '1', score: 4 });
    expect(result.notes.map((note) => note.code)).toContain('ranking-points');
  });
});

describe('amounts with their thousands apart', () => {
  it.each(['900,000', '900.000', '1 234,50', '1,900,000.00'])(
    'are refused with their place: %s',
    async (amount) => {
      const budget = file(approvalFile.replace('budget;900', `budget;${amount}`));
      const chosen = await call(select, budget, '--rule', 'greedy', '--lang', 'en');
      expect([chosen.code, chosen.stdout]).toEqual([1, '']);
      expect(chosen.stderr).toContain(`${budget}:9:8: `);
      expect(chosen.stderr).toContain(amount);
      expect((await call(check, budget)).code).toBe(1);
      const cost = file(approvalFile.replace('2;300', `2;${amount}`));
      expect((await call(select, cost, '--rule', 'greedy')).stderr).toContain(`${cost}:19:3: `);
      expect((await call(select, s2, '--rule', 'greedy', '--threshold', amount)).code).toBe(2);
    },
  );
  const s2 = file(approvalFile);
});

describe('ashar check', () => {
  it('passes a valid file', async () => {
    const { code, stdout } = await call(check, file(approvalFile), '--lang', 'en');
    expect(code).toBe(0);
    expect(stdout).toContain('6 projects, 14 ballots');
  });

  it('names line, field and mistake', async () => {
    const path = file(approvalFile.replace('num_votes;14', 'num_votes;15').replace('5;1;32', '5;1,7;32'));
    const text = await call(check, path, '--lang', 'en');
    expect(text.code).toBe(1);
    expect(text.stdout).toContain(`${path}:8:11: num_votes: 15 is stated, but there are 14 ballots\n`);
    expect(text.stdout).toContain(`${path}:30:3: vote: 5: there is no project "7"\n`);
    const json = JSON.parse((await call(check, path, '--json')).stdout) as {
      valid: boolean;
      errors: { line: number; field: string; code: string }[];
    };
    expect(json.valid).toBe(false);
    expect(json.errors.map((error) => [error.line, error.field, error.code])).toEqual([
      [8, 'num_votes', 'num-votes-differs'],
      [30, 'vote', 'project-unknown'],
    ]);
  });

  it('refuses a wrong command', async () => {
    expect((await call(check)).code).toBe(2);
    expect((await call(check, 'a', 'b')).code).toBe(2);
    expect((await call(check, join(folder, 'none.pb'))).code).toBe(1);
  });
});
