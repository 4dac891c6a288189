import { describe, expect, it } from 'vitest';
import { PbChecker } from './check.ts';
import { listedPerCode, type PbIssueCode } from './issues.ts';
import { readPb, writePb } from './document.ts';
import { approvalFile, cumulativeFile } from './kara-bulak.fixture.ts';
import { PbReader } from './read.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function read(text: string | Uint8Array, piece = Infinity) {
  const reader = new PbReader();
  const all = typeof text === 'string' ? bytes(text) : text;
  for (let start = 0; start < all.length; start += piece) {
    if (reader.push(all.subarray(start, Math.min(all.length, start + piece)))) break;
  }
  return reader.end();
}

function check(text: string | Uint8Array, piece = Infinity) {
  const checker = new PbChecker();
  const all = typeof text === 'string' ? bytes(text) : text;
  for (let start = 0; start < all.length; start += piece) {
    if (checker.push(all.subarray(start, Math.min(all.length, start + piece)))) break;
  }
  return checker.end();
}

describe('reading', () => {
  it.each([
    ['as it is', (text: string) => text],
    ['with a mark and old line ends', (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
    ['with lone returns', (text: string) => text.replaceAll('\n', '\r')],
    [
      'with everything quoted',
      (text: string) =>
        text.replaceAll(/[^;\n]+/g, (value) =>
          /^(META|PROJECTS|VOTES)$/.test(value) ? value : `"${value}"`,
        ),
    ],
    ['with blanks in lists', (text: string) => text.replaceAll(/(?<=\d),(?=\d)/g, ', ')],
    [
      'with section names in lower case and trailing semicolons',
      (text: string) => text.replace('META', 'meta;;').replace('VOTES', 'Votes;'),
    ],
  ])('takes a file %s', (_, change) => {
    const result = read(change(approvalFile));
    if (!result.ok) throw new Error(result.fault.code);
    const { election } = result.file;
    expect(election.voters).toBe(14);
    expect(election.votes).toEqual([7, 5, 5, 6, 5, 5]);
    expect(election.projects.map((project) => Number(project.cost))).toEqual([520, 300, 180, 240, 90, 60]);
    expect(election.projects[3]?.name).toBe('Көчө жарыгы');
    expect(election.ballotCounts.length).toBe(11);
    expect(result.file.meta.get('unit')).toBe('Kara-Bulak (fictional)');
  });

  it('does not mind where the pieces end', () => {
    const text = `\uFEFF${cumulativeFile.replaceAll('\n', '\r\n').replace('Ички жол', '"Ички; ""жол""\r\nкең"')}`;
    const whole = read(text);
    for (const piece of [1, 2, 3, 7, 64]) expect(read(text, piece)).toEqual(whole);
    if (!whole.ok) throw new Error(whole.fault.code);
    expect(whole.file.election.projects[0]?.name).toBe('Ички; "жол"\r\nкең');
    expect(whole.file.election.scores).toEqual([13, 9, 10, 12, 9, 7]);
  });

  it('keeps decimals, slashes in ids and empty ballots', () => {
    const text = `META
key;value
budget;1000,50
vote_type;approval
PROJECTS
project_id;cost
BO.D1/21;250.25
BO.D2/21;100
VOTES
voter_id;vote
1;BO.D1/21,BO.D2/21
2;
3;BO.D2/21,NONE.SUCH
4;BO.D1/21,BO.D1/21
5;None
`;
    const result = read(text);
    if (!result.ok) throw new Error(result.fault.code);
    const { election } = result.file;
    expect([election.scale, election.budget, election.voters]).toEqual([100n, 100050n, 5]);
    expect(election.projects.map((project) => project.cost)).toEqual([25025n, 10000n]);
    expect(election.votes).toEqual([2, 2]);
    expect(election.ignoredEntries).toEqual({ unknown: 1, repeated: 1 });
  });

  it('keeps decimal points exactly', () => {
    const text = cumulativeFile.replace('1;1,2;3,2', '1;1,2;2.75,2.25').replace('4;1;5', '4;1;4.5');
    const result = read(text);
    if (!result.ok) throw new Error(result.fault.code);
    expect(result.file.election.pointScale).toBe(100);
    expect(result.file.election.scores).toEqual([1225, 925, 1000, 1200, 900, 700]);
  });

  it.each<[string, string | Uint8Array, number, number, string]>([
    ['nothing', '', 1, 1, 'section-missing'],
    ['no votes', approvalFile.slice(0, approvalFile.indexOf('VOTES')), 23, 1, 'section-missing'],
    [
      'votes before projects',
      'META\nkey;value\nbudget;1\nvote_type;approval\nVOTES\nvoter_id;vote\n1;1\n',
      5,
      1,
      'section-out-of-order',
    ],
    ['a row before the sections', 'key;value\nMETA\n', 1, 1, 'row-before-section'],
    ['no budget', approvalFile.replace('budget;900\n', ''), 1, 1, 'meta-missing'],
    ['a budget in words', approvalFile.replace('budget;900', 'budget;тогуз жүз'), 9, 8, 'not-a-number'],
    ['another vote type', approvalFile.replace('approval', 'stones'), 10, 11, 'unknown-vote-type'],
    ['no cost column', approvalFile.replace('project_id;cost', 'project_id;price'), 17, 1, 'column-missing'],
    ['a cost in words', approvalFile.replace('2;300', '2;көп'), 19, 3, 'not-a-number'],
    ['a negative cost', approvalFile.replace('2;300', '2;-300'), 19, 3, 'negative-number'],
    ['one id twice', approvalFile.replace('\n2;300', '\n1;300'), 19, 1, 'repeated-id'],
    ['no id', approvalFile.replace('\n2;300', '\n;300'), 19, 1, 'empty-id'],
    ['points that differ', cumulativeFile.replace('3;1,3;3,2', '3;1,3;3'), 30, 7, 'points-differ'],
    ['no points', cumulativeFile.replace(';points', ';points2'), 27, 1, 'column-missing'],
    ['an open quote', approvalFile.replace('Ички жол', '"Ички жол'), 18, 9, 'unclosed-quote'],
    [
      'bytes that are no UTF-8',
      Uint8Array.from(Buffer.from(approvalFile.replace('Ички', 'Ички\u0001'))).map((byte) =>
        byte === 1 ? 0xff : byte,
      ),
      18,
      9,
      'not-utf8',
    ],
  ])('refuses %s with its place', (_, text, line, column, code) => {
    const result = read(text);
    expect(result.ok ? 'read' : [result.fault.line, result.fault.column, result.fault.code]).toEqual([
      line,
      column,
      code,
    ]);
  });
});

describe('writing', () => {
  it.each([approvalFile, cumulativeFile])('gives the same file back', (text) => {
    const result = readPb(bytes(text));
    if (!result.ok) throw new Error(result.fault.code);
    expect(writePb(result.document)).toBe(text);
  });

  it('quotes what must be quoted', () => {
    const document = {
      meta: [['description', 'а; "б"\nв']] as const,
      projectColumns: ['project_id', 'cost', 'name'],
      projects: [['1', '5', '"Жол"']],
      voteColumns: ['voter_id', 'vote'],
      votes: [['1', '1']],
    };
    const again = readPb(bytes(writePb(document)));
    expect(again).toEqual({ ok: true, document });
  });
});

describe('checking', () => {
  it('finds the examples valid', () => {
    for (const text of [approvalFile, cumulativeFile]) {
      const report = check(text);
      expect(report.issues.filter((issue) => issue.severity === 'error')).toEqual([]);
      expect(report.valid).toBe(true);
    }
    expect(check(cumulativeFile).issues.map((issue) => issue.code)).toContain('field-order');
  });

  it('does not mind where the pieces end', () => {
    const whole = check(approvalFile);
    expect(check(approvalFile, 1)).toEqual(whole);
  });

  const a = approvalFile;
  const c = cumulativeFile;
  it.each<[PbIssueCode, string, number, string, boolean?]>([
    ['section-missing', a.slice(0, a.indexOf('VOTES')), 23, 'VOTES'],
    ['section-repeated', `${a}VOTES\nvoter_id;vote;age;sex;neighborhood;voting_method\n`, 40, 'VOTES'],
    [
      'section-out-of-order',
      a.replace('META\nkey;value\n', 'PROJECTS\nproject_id;cost;votes\nMETA\nkey;value\n'),
      1,
      'PROJECTS',
    ],
    ['empty-line', a.replace('VOTES', '\nVOTES'), 24, ''],
    ['column-missing', a.replace('voter_id;', 'voter;'), 25, 'voter_id'],
    ['column-repeated', a.replace('age;sex', 'age;age'), 25, 'age'],
    ['field-missing', a.replace('date_end;15.03.2027\n', ''), 1, 'date_end'],
    ['field-repeated', a.replace('language;ky', 'unit;X'), 14, 'unit'],
    ['field-unknown', a.replace('language;ky', 'weather;rain'), 14, 'weather', true],
    [
      'field-order',
      a.replace('budget;900\nvote_type;approval', 'vote_type;approval\nbudget;900'),
      1,
      'META',
      true,
    ],
    ['row-width', a.replace('5;1;32;M;V1;paper', '5;1;32;M;V1'), 30, 'VOTES'],
    ['value-missing', a.replace('unit;Kara-Bulak (fictional)', 'unit;'), 5, 'unit'],
    ['value-invalid', a.replace('20;M', '20;X'), 26, 'sex'],
    ['value-invalid', a.replace('num_votes;14', 'num_votes;көп'), 8, 'num_votes'],
    ['value-invalid', a.replace('date_end;15.03.2027', 'date_end;31.02.2027'), 13, 'date_end'],
    ['value-invalid', a.replace('country;Kyrgyzstan', 'country;Atlantis'), 4, 'country', true],
    ['value-invalid', a.replace('Көчө жарыгы;0', 'Көчө жарыгы;5'), 21, 'selected'],
    ['value-invalid', c.replace('4;1;5', '4;1;x'), 31, 'points'],
    ['grouped-thousands', a.replace('2;300', '2;300.000'), 19, 'cost'],
    ['grouped-thousands', a.replace('budget;900', 'budget;1 900'), 9, 'budget'],
    ['project-withdrawn', a.replace('2;300', '2;999999999'), 19, 'cost', true],
    ['points-sum-too-low', c.replace('4;1;5', '4;1;4.5'), 31, 'points', true],
    ['decimal-comma', a.replace('2;300', '2;300,5'), 19, 'cost'],
    ['rule-unknown', a.replace('rule;unknown', 'rule;magic'), 11, 'rule', true],
    ['dates-reversed', a.replace('date_begin;15', 'date_begin;16'), 13, 'date_end'],
    ['project-repeated', a.replace('\n2;300', '\n1;300'), 19, 'project_id'],
    ['project-without-cost', a.replace('2;300', '2;0'), 19, 'cost'],
    ['project-over-budget', a.replace('2;300', '2;3000'), 19, 'cost'],
    ['project-without-votes', a.replace('6;60;5', '6;60;0'), 23, 'votes', true],
    ['budget-exceeded', a.replace('budget;900', 'budget;700'), 9, 'budget'],
    [
      'unused-budget',
      a
        .replace('rule;unknown', 'rule;greedy')
        .replace('контейнери;1', 'контейнери;0')
        .replace('түтүгү;1', 'түтүгү;0'),
      20,
      'selected',
    ],
    ['all-projects-fit', a.replace('budget;900', 'budget;9000'), 9, 'fully_funded'],
    ['fully-funded-but-not', a.replace('language;ky', 'language;ky\nfully_funded;1'), 15, 'fully_funded'],
    ['num-projects-differs', a.replace('num_projects;6', 'num_projects;7'), 7, 'num_projects'],
    ['num-votes-differs', a.replace('num_votes;14', 'num_votes;15'), 8, 'num_votes'],
    ['votes-differ', a.replace('2;300;5', '2;300;4'), 19, 'votes'],
    ['score-differs', c.replace('2;300;9', '2;300;8'), 21, 'score'],
    ['no-votes-or-scores', a.replace('cost;votes', 'cost;public_id'), 17, 'votes'],
    ['voter-repeated', a.replace('\n4;1,2', '\n3;1,2'), 29, 'voter_id'],
    ['project-unknown', a.replace('5;1;32', '5;7;32'), 30, 'vote'],
    ['project-twice-in-vote', a.replace('5;1;32', '5;1,1;32'), 30, 'vote'],
    ['vote-too-long', a.replace('language;ky', 'max_length;2'), 32, 'vote'],
    ['vote-too-short', a.replace('language;ky', 'min_length;2'), 30, 'vote'],
    ['vote-cost-too-high', a.replace('language;ky', 'max_sum_cost;800'), 26, 'vote', true],
    ['vote-cost-too-low', a.replace('language;ky', 'min_sum_cost;500'), 34, 'vote'],
    ['points-missing', c.replace('4;1;5', '4;1;'), 31, 'points'],
    ['points-differ', c.replace('3;1,3;3,2', '3;1,3;5'), 30, 'points'],
    ['points-too-high', c.replace('language;ky', 'max_points;4'), 31, 'points'],
    ['points-too-low', c.replace('language;ky', 'min_points;2'), 29, 'points'],
    ['points-sum-too-high', c.replace('4;1;5', '4;1;6'), 31, 'points'],
    ['points-sum-too-low', c.replace('4;1;5', '4;1;4'), 31, 'points'],
    ['blank-in-list', a.replace('1;1,2;20', '1;1, 2;20'), 26, 'vote', true],
    ['rule-not-followed', a.replace('rule;unknown', 'rule;greedy'), 11, 'rule', true],
  ])('reports %s with its line and field', (code, text, line, field, warning) => {
    const report = check(text);
    const found = report.issues.filter((issue) => issue.code === code);
    expect(found.map((issue) => [issue.line, issue.field])).toContainEqual([line, field]);
    expect(found[0]?.severity).toBe(warning ? 'warning' : 'error');
    if (!warning) expect(report.valid).toBe(false);
  });

  it('lists a repeated mistake a hundred times and counts the rest', () => {
    const votes = Array.from({ length: 500 }, (_, index) => `v${index};99;;;;`).join('\n');
    const report = check(`${a}${votes}\n`);
    expect(report.counts['project-unknown']).toBe(500);
    expect(report.issues.filter((issue) => issue.code === 'project-unknown')).toHaveLength(listedPerCode);
  });
});
