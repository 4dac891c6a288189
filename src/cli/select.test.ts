import { createHash } from 'node:crypto';
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
  losers: { id: string; reason: string; excludedBy?: string; fullGroup?: string }[];
  tied: { between: string[]; chosen: string[]; decided: boolean }[];
  lot?: { id: string; sha256: string }[];
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

describe('rules side by side', () => {
  const path = file(approvalFile);
  it('are compared on one file: winners, voters with nothing, who gains and loses', async () => {
    const { code, stdout } = await call(select, path, '--compare', '--json', '--ties', 'id');
    expect(code).toBe(0);
    const compared = JSON.parse(stdout) as { rules: { rule: string; winners: string[] }[] };
    for (const { rule, winners } of compared.rules.slice(0, 3))
      expect(winners).toEqual(ids(await answer(path, '--rule', rule, '--ties', 'id')));
    expect(compared.rules[0]).toMatchObject({ rule: 'greedy', votersGaining: 0, votersLosing: 0 });
    expect(compared.rules.map((rule) => Object.keys(rule))).toContainEqual(
      expect.arrayContaining(['votersWithNothing', 'meanChosen', 'tieDecided']),
    );
  });

  it.each(['ky', 'ru', 'en'])('as a table: %s', async (language) => {
    const { stdout } = await call(select, path, '--compare', '--lang', language);
    expect(stdout).toContain('Көчө жарыгы');
    expect(stdout).not.toMatch(/[{}]|select\./);
  });

  it('leave nothing to choose beside', async () => {
    expect((await call(select, path, '--compare', '--rule', 'mes')).code).toBe(2);
    expect((await call(select, path, '--compare', '--limits')).code).toBe(2);
  });
});

describe('as files for others', () => {
  it('writes the election file with what was chosen, and it stands the check', async () => {
    const bare = approvalFile.replace('name;selected', 'name').replace(/^([1-6];\d+;\d;.+);[01]$/gm, '$1');
    const { code, stdout } = await call(select, file(bare), '--rule', 'greedy', '--pb');
    expect(code).toBe(0);
    const written = file(stdout);
    const report = await json(written);
    expect([report.errors, report.warnings.map(({ code }) => code)]).toEqual([[], ['field-order']]);
    expect(stdout).toContain('rule;greedy\n');
    const again = await call(select, written, '--rule', 'greedy', '--pb');
    expect(again.stdout).toBe(stdout);
    const rivals = await call(select, written, '--rule', 'greedy', '--exclusive', '1,4', '--pb');
    expect(rivals.stdout).toContain('rule;unknown\n');
  });

  it('writes a table in which no name becomes a formula', async () => {
    const path = file(approvalFile.replace('Ички жол', '=1+1, "жол"').replace('4;240', '4;240.50'));
    const { stdout } = await call(select, path, '--rule', 'greedy', '--csv');
    const lines = stdout.split('\r\n');
    expect(lines[0]).toBe('\uFEFFproject_id,name,cost,votes,score,selected,order,reason');
    expect(lines[1]).toBe(`1,"'=1+1, ""жол""",520,7,7,1,1,rule`);
    expect(lines).toHaveLength(8);
    expect((await call(select, path, '--rule', 'greedy', '--csv', '--json')).code).toBe(2);
  });
});

describe('projects that exclude each other', () => {
  const rivals = 'test/examples/pb/excl.pb';
  it.each([['mes'], ['phragmen'], ['greedy'], ['votes-per-cost'], ['mes', '--completion', 'add1u']])(
    'are never both chosen by %s %s %s',
    async (...rule) => {
      const result = await answer(rivals, '--rule', ...rule, '--exclusive', 'A,B');
      expect(ids(result)).toEqual(['A']);
      expect(result.losers).toMatchObject([{ id: 'B', reason: 'excluded', excludedBy: 'A' }]);
      expect(ids(await answer(rivals, '--rule', ...rule)).sort()).toEqual(['A', 'B']);
    },
  );

  it.each(['A,C', 'A', 'A,A', ''])('must be known, and at least two: %s', async (group) => {
    expect((await call(select, rivals, '--rule', 'greedy', '--exclusive', group)).code).toBe(2);
  });
});

describe('ties', () => {
  const tied = 'test/examples/pb/tied2.pb';
  const decided = { between: ['A', 'B'], chosen: ['A'], decided: true };

  it.each(['ky', 'ru', 'en'])('are told with who was equal and by which rule: %s', async (language) => {
    const result = await answer(tied, '--rule', 'greedy', '--explain', language);
    expect(result.tied).toEqual([decided]);
    const note = result.notes.find(({ code }) => code === 'tie');
    expect(note?.message).toMatch(/a \(A\), b \(B\)/);
    expect(note?.message).not.toMatch(/[{}]|select\./);
    expect(result.explanation?.[1]).toContain('b (B)');
    expect(result.explanation?.[2]).toContain('a (A)');
  });

  it('are told under equal shares and Phragmén', async () => {
    const rivals = 'test/examples/pb/excl.pb';
    for (const rule of ['mes', 'phragmen']) {
      expect((await answer(rivals, '--rule', rule, '--exclusive', 'A,B')).tied).toEqual([decided]);
      expect((await answer(rivals, '--rule', rule)).tied).toEqual([
        { between: ['A', 'B'], chosen: ['A', 'B'], decided: false },
      ]);
    }
  });

  it('with a project over the budget may end the rule of Phragmén, and that is told', async () => {
    const dear = 'test/examples/pb/tie.pb';
    expect(ids(await answer(dear, '--rule', 'phragmen'))).toEqual(['A', 'B']);
    const ended = await answer(dear, '--rule', 'phragmen', '--ties', 'votes');
    expect(ids(ended)).toEqual(['A']);
    expect(ended.tied).toEqual([{ between: ['C', 'B'], chosen: [], decided: true }]);
  });

  it('are not told when they decided nothing', async () => {
    const roomy = file(readFileSync(tied, 'utf8').replace('budget;5', 'budget;10'));
    expect((await answer(roomy, '--rule', 'greedy')).tied).toEqual([]);
  });

  it('are drawn by a lot that any tool repeats', async () => {
    const result = await answer(tied, '--rule', 'greedy', '--ties', 'lot:2026');
    const lots = ['A', 'B']
      .map((id) => ({ id, sha256: createHash('sha256').update(`2026:${id}`).digest('hex') }))
      .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
    expect(result.lot).toEqual(lots);
    expect(ids(result)).toEqual([lots[0]?.id]);
    const { stdout } = await call(select, tied, '--rule', 'greedy', '--ties', 'lot:2026');
    expect(stdout).toContain(lots[0]?.sha256);
  });
});

describe('projects nobody supports, and free ones', () => {
  it('are neither bought under equal shares nor do they raise a share', async () => {
    const unsupported = 'test/examples/pb/unsup.pb';
    for (const completion of ['none', 'add1', 'add1e']) {
      const result = await answer(unsupported, '--rule', 'mes', '--completion', completion);
      expect([ids(result), result.raised]).toEqual([['A'], 0]);
      expect(result.notes.map(({ code }) => code)).not.toContain('not-exhaustive');
    }
    expect(ids(await answer(unsupported, '--rule', 'phragmen'))).toEqual(['A']);
    expect(ids(await answer(unsupported, '--rule', 'greedy'))).toEqual(['A', 'B']);
  });

  it('are chosen when they cost nothing and somebody wants them', async () => {
    for (const rule of ['greedy', 'votes-per-cost', 'mes', 'phragmen'])
      expect(ids(await answer('test/examples/pb/free.pb', '--rule', rule)).sort()).toEqual(['A', 'F']);
  });
});

describe('limits a file states', () => {
  const parks = approvalFile
    .replace(
      'language;ky',
      'categories;жол, бак\nlanguage;ky\nbudget_per_category;600,100\nleftover_budget;Keep it',
    )
    .replace('cost;votes;name;selected', 'cost;votes;category;name;selected')
    .replace(/^([146];\d+;\d);/gm, '$1;жол;')
    .replace(/^([235];\d+;\d);/gm, '$1;бак;');

  it('are named with who passes them', async () => {
    const result = await answer(file(parks), '--rule', 'greedy', '--lang', 'en');
    expect(ids(result)).toEqual(['1', '4', '6']);
    const note = result.notes.find(({ code }) => code === 'groups-not-applied');
    expect(note?.message).toContain('budget_per_category');
    expect(note?.message).toContain('жол: 820 / 600');
    expect(result.notes.map(({ code }) => code)).toContain('leftover-not-applied');
  });

  it('are kept by the rules that walk a list', async () => {
    const result = await answer(file(parks), '--rule', 'greedy', '--limits');
    expect(ids(result)).toEqual(['1', '6', '5']);
    expect(result.losers).toContainEqual(
      expect.objectContaining({ id: '4', reason: 'group-full', fullGroup: 'жол' }),
    );
    expect(result.notes.map(({ code }) => code)).toContain('groups-applied');
    expect((await call(select, file(parks), '--rule', 'mes', '--limits')).code).toBe(2);
  });

  it.each([
    ['max_length;2', 'ballots-past-limit', ': 6.'],
    ['min_length;2', 'ballots-past-limit', ': 1.'],
    ['max_sum_cost;800', 'ballots-past-limit', ': 4.'],
    ['min_sum_cost;500', 'ballots-past-limit', ''],
    ['max_project_cost;500', 'costs-not-applied', 'Ички жол (1)'],
    ['min_project_cost;80', 'costs-not-applied', '(6)'],
    ['max_length_per_category;2', 'ballot-limit-not-looked-at', '2'],
    ['budget_per_neighborhood;5,6', 'limit-unread', 'budget_per_neighborhood'],
    ['default_score;1', 'default-score-not-applied', '1'],
    ['min_project_score_threshold;3', 'threshold-not-applied', '3'],
  ])('are not silent: %s', async (line, code, said) => {
    const result = await answer(
      file(approvalFile.replace('language;ky', `${line}\nlanguage;ky`)),
      '--rule',
      'mes',
    );
    const note = result.notes.find((entry) => entry.code === code);
    expect(note?.message).toContain(said);
    expect(note?.message).toContain(line.split(';')[0]?.includes('threshold') ? '3' : line.split(';')[0]);
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

  it('says one thing once, and holds nothing against a file that is so in official data', async () => {
    const twice = file(approvalFile.replace('5;1;32', '5;1,1;32').replace('1;520;7', '1;520;8'));
    expect((await json(twice)).errors.map(({ code }) => code)).toEqual(['project-twice-in-vote']);
    for (const text of [
      approvalFile.replace('country;Kyrgyzstan', 'country;KG'),
      approvalFile.replace('country;Kyrgyzstan', 'country;KGZ'),
      // Rules that leave money by design.
      ...['greedy-no-skip', 'greedy-exclusive', 'greedy-custom', 'unknown', 'equalshares/add1'].map((rule) =>
        approvalFile.replace('rule;unknown', `rule;${rule}`).replace('түтүгү;1', 'түтүгү;0'),
      ),
    ]) {
      const found = await json(file(text));
      expect(found.errors).toEqual([]);
      const usual = ['rule-not-followed', 'field-order'];
      expect(found.warnings.filter(({ code }) => !usual.includes(code))).toEqual([]);
    }
  });

  it('refuses a wrong command', async () => {
    expect((await call(check)).code).toBe(2);
    expect((await call(check, 'a', 'b')).code).toBe(2);
    expect((await call(check, join(folder, 'none.pb'))).code).toBe(1);
  });
});
