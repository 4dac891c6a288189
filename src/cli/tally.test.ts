import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import fourGroups from '../../test/examples/stickers-four-groups.json' with { type: 'json' };
import kokIrim from '../../test/examples/kok-irim.json' with { type: 'json' };
import sample from '../../test/examples/sample-session.json' with { type: 'json' };
import { run } from './tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'tally-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

function file(content: string | Uint8Array): string {
  const path = join(folder, `${files++}.csv`);
  writeFileSync(path, content);
  return path;
}

async function call(...argv: string[]) {
  let stdout = '';
  let stderr = '';
  const code = await run(argv, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { code, stdout, stderr };
}

interface Answer {
  villages: { village: string; votes: number; unused: number | null; priorities: Priority[] }[];
  municipality: { votes: number; unused: number | null; priorities: Priority[] };
  warnings: { code: string; message: string }[];
}
interface Priority {
  rank: number;
  problem: string;
  votes: number;
  share: number;
  tied: boolean;
  score?: number;
}

async function count(content: string, ...options: string[]): Promise<Answer> {
  const { code, stdout, stderr } = await call(file(content), '--json', ...options);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Answer;
}

const kokIrimCsv = [
  'village,group,sex,age_group,problem,votes',
  ...kokIrim.rows.flatMap((row) =>
    row.Арал === undefined || row.Бирдик === undefined
      ? [`Бирдик,жалпы,,,${row.problem},${row.total}`]
      : [`Арал,жалпы,,,${row.problem},${row.Арал}`, `Бирдик,жалпы,,,${row.problem},${row.Бирдик}`],
  ),
].join('\n');

const fourGroupsCsv = [
  'village,group,sex,age_group,problem,votes,population',
  ...fourGroups.groups.flatMap((group) =>
    fourGroups.problems.map(
      (problem, index) =>
        `Кара-Булак,${group.name},,,${problem},${group.stickers[index]},${group.population}`,
    ),
  ),
].join('\r\n');

/** Russian letters as an old Excel saves them. */
function cp1251(text: string): Buffer {
  return Buffer.from(
    [...text].map((char) =>
      char >= 'А' && char <= 'я' ? char.charCodeAt(0) - 0x410 + 0xc0 : char.charCodeAt(0),
    ),
  );
}

describe('ashar tally', () => {
  it('counts Kok-Irim', async () => {
    const answer = await count(kokIrimCsv, '--people', '122');
    expect(answer.municipality.votes).toBe(306);
    expect(answer.municipality.unused).toBe(122 * 5 - 306);
    expect(answer.municipality.priorities.map((entry) => entry.votes)).toEqual([
      63, 45, 40, 36, 36, 32, 30, 16, 8,
    ]);
    expect(answer.municipality.priorities.map((entry) => entry.rank)).toEqual([1, 2, 3, 4, 4, 6, 7, 8, 9]);
    expect(
      answer.municipality.priorities.filter((entry) => entry.tied).map((entry) => entry.problem),
    ).toEqual(kokIrim.expected.ties[0]);
    expect(answer.municipality.priorities[0]?.share).toBe(63 / 306);
    expect(answer.villages.map((village) => village.village)).toEqual(['Арал', 'Бирдик']);
    expect(answer.villages[0]?.unused).toBeNull();
    expect(answer.warnings.map((warning) => warning.code)).toEqual(['unused-stickers']);
  });

  it('shows what the merge of Kok-Irim does', async () => {
    const { merge, mergedVotes } = kokIrim.expected.mergeQuestion;
    const answer = await count(kokIrimCsv, '--merge', `Маданият=${merge.join('+')}`, '--people', '122');
    expect(answer.municipality.priorities[0]).toMatchObject({
      rank: 1,
      problem: 'Маданият',
      votes: mergedVotes,
    });
    expect(answer.warnings.map((warning) => warning.code)).toContain('merge-changes-first');
    expect(answer.municipality.votes).toBe(306);
  });

  it('counts the one session of the book', async () => {
    const rows = sample.votes.map(([problem, votes]) => `Айыл,1,,18-35,${String(problem)},${String(votes)}`);
    const answer = await count(['village,group,sex,age_group,problem,votes', ...rows].join('\n'));
    expect(answer.villages[0]?.votes).toBe(sample.expected.votes);
    expect(answer.villages[0]?.priorities.slice(0, 5).map((entry) => entry.votes)).toEqual(
      sample.expected.topFiveVotes,
    );
    expect(answer.warnings.map((warning) => warning.code)).toEqual(['few-participants']);
    const known = await count(
      ['village,group,problem,votes', ...rows.map((row) => row.replace(',,18-35', ''))].join('\n'),
      '--people',
      '25',
    );
    expect(known.municipality.unused).toBe(50);
    expect(known.villages[0]?.unused).toBe(50);
    expect(known.warnings.map((warning) => warning.code)).toEqual(['unused-stickers']);
  });

  it('knows the other rules', async () => {
    const first = async (rule: string) =>
      (await count(fourGroupsCsv, '--rule', rule)).municipality.priorities;
    expect((await first('raw')).slice(0, 5).map((entry) => entry.problem)).toEqual(
      fourGroups.expected.topFive.raw,
    );
    const equal = await first('equal-groups');
    expect(equal.slice(0, 5).map((entry) => entry.problem)).toEqual(
      fourGroups.expected.topFive.meanOfGroupShares,
    );
    expect(equal[0]).toMatchObject({ votes: 65 });
    expect(equal[0]?.share).toBeCloseTo(0.242172, 6);
    expect(equal[0]?.score).toBeCloseTo(0.242172, 6);
    expect((await first('population'))[0]?.share).toBeCloseTo(0.257163, 6);
    expect((await first('borda')).map((entry) => entry.score)).toEqual([15, 14, 10, 8, 8, 5]);
    expect((await first('borda'))[0]?.share).toBe(65 / 250);
    expect((await first('copeland')).map((entry) => entry.score)).toEqual([4.5, 4, 2.5, 1.5, 1.5, 1]);
  });

  it('reads populations from a file and refuses to weigh without them', async () => {
    const plain = fourGroupsCsv.replaceAll(/,\d+(?=\r|$)/g, '').replace(',population', '');
    const refused = await call(file(plain), '--rule', 'population', '--lang', 'en');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('population of: Кара-Булак/women 18-35');
    const populations = file(
      [
        'village;group;population',
        ...fourGroups.groups.map((g) => `Кара-Булак;${g.name};${g.population}`),
      ].join('\n'),
    );
    const answer = await count(plain, '--rule', 'population', '--population', populations);
    expect(answer.municipality.priorities[0]?.share).toBeCloseTo(0.257163, 6);
    const villages = file('village,population\nКара-Булак,2000\nЫсык,500\n');
    const byVillage = await count(
      `${plain}\r\nЫсык,ж,,,Roads,10`,
      '--rule',
      'population',
      '--population',
      villages,
    );
    // Weights 2000 and 500: roads have 58/250 of the first and all of the second.
    expect(byVillage.municipality.priorities[0]).toMatchObject({ problem: 'Roads', share: 0.3856 });
    expect(byVillage.warnings.map((warning) => warning.code)).toContain('population-by-village');
  });

  it('warns where it must', async () => {
    const head = 'village,group,sex,age_group,problem,votes\n';
    const answer = await count(
      `${head}Арал,1,,18-35,а,90\nАрал,1,,18-35,б,20\nАрал,2,,56+,а,20\nАрал,2,,56+,в,20\nАрал,2,,56+,г,20\nБирдик,1,,18-35,а,50\nБирдик,1,,18-35,А.,1\n`,
      '--people',
      'Арал/1=20',
      '--people',
      'Арал/2=12',
      '--people',
      'Бирдик=15',
      '--people',
      'Тоо=30',
      '--top',
      '2',
      '--lang',
      'en',
    );
    const codes = answer.warnings.map((warning) => warning.code);
    expect(codes.filter((code) => code === 'few-participants')).toHaveLength(2);
    expect(codes).toContain('too-many-stickers');
    expect(codes).toContain('tie-at-cut');
    expect(codes).toContain('names-alike');
    const silent = answer.warnings
      .filter((warning) => warning.code === 'group-not-heard')
      .map((warning) => warning.message);
    expect(silent).toEqual([
      'The village Тоо was not heard (no votes).',
      'Бирдик: the group "56+" was not heard (no votes).',
    ]);
    expect(answer.villages.map((village) => village.unused)).toEqual([160 - 170, 75 - 51]);
    expect(answer.municipality.unused).toBe((32 + 15 + 30) * 5 - 221);
  });

  it('counts look-alike letters, kinds of dashes and spaces as one name, and says so', async () => {
    const answer = await count(
      [
        'village,group,problem,votes,people',
        'Aрал,1-топ,Tаза суу жок,9,20',
        'Арал,1–топ,Таза суу жок,10,20',
        'Ак-Жар,,Жол,1,',
        'Ак–Жар,,Жол,1,',
        'Ак Жар,,жол,1,',
        'Ак\u2011Жар,,Жол,1,',
        'Кара-Тоо,,Жол,1,',
        'Кара-Төө,,Жол,1,',
        '',
      ].join('\n'),
      '--people',
      'Aк - Жар=30',
      '--lang',
      'en',
    );
    expect(answer.villages.map((one) => one.village)).toEqual(['Арал', 'Ак-Жар', 'Кара-Тоо', 'Кара-Төө']);
    expect(answer.villages[0]?.priorities).toMatchObject([{ problem: 'Таза суу жок', votes: 19 }]);
    expect(answer.villages[0]?.unused).toBe(100 - 19);
    expect(answer.villages[1]).toMatchObject({ votes: 4, unused: 150 - 4 });
    const said = answer.warnings.map((warning) => warning.message);
    expect(said).toContain(
      'One name in several spellings was counted as one: Арал. Other spellings: Aрал. Letters of another alphabet (Latin or Greek): A.',
    );
    expect(said).toContain('These names may be one and are counted apart: Кара-Тоо; Кара-Төө.');
  });

  it('a population in another spelling is the population of its village', async () => {
    const villages = file('village,population\nКара Булак,3\nЫСЫK,1\n');
    const answer = await count(
      'village,problem,votes\nКара-Булак,Суу,10\nЫсык,Жол,2\n',
      '--rule',
      'population',
      '--population',
      villages,
    );
    expect(answer.municipality.priorities[0]).toMatchObject({ problem: 'Суу', share: 0.75 });
  });

  it('adds up repeated rows and joins names that differ by blanks', async () => {
    const answer = await count('votes;problem;village\r\n3;Таза  суу;Арал\r\n4; Таза суу ;Арал\r\n');
    expect(answer.municipality.priorities).toEqual([
      { rank: 1, problem: 'Таза суу', votes: 7, share: 1, tied: false },
    ]);
  });

  it.each([
    ['comma', 'village,problem,votes\nА,"Суу, жол",5\n'],
    ['semicolon and mark', '\uFEFFvillage;problem;votes\r\nА;Суу, жол;5\r\n'],
    ['tabs', 'village\tproblem\tvotes\nА\tСуу, жол\t5'],
    ['Excel hint', 'sep=;\r\nvillage;problem;votes\r\nА;"Суу, жол";5\r\n'],
    ['quotes everywhere, old line ends', '"village","problem","votes"\r"А","Суу, жол","5"\r'],
    ['blank lines and a blank row', 'village,problem,votes\n\nА,"Суу, жол",5\n,,\n\n'],
  ])('reads %s', async (_, content) => {
    const answer = await count(content);
    expect(answer.municipality.priorities).toEqual([
      { rank: 1, problem: 'Суу, жол', votes: 5, share: 1, tied: false },
    ]);
  });

  const head = 'village,group,sex,age_group,problem,votes\n';
  it.each([
    ['UTF-16', Buffer.from(`\uFEFFvillage\tproblem\tvotes\nАрал\tСуу\t5\n`, 'utf16le')],
    ['UTF-16 without its mark', Buffer.from(`village\tproblem\tvotes\nАрал\tСуу\t5\n`, 'utf16le')],
    [
      'windows-1251',
      Buffer.concat([Buffer.from('village;problem;votes\n'), cp1251('Арал;Суу;5'), Buffer.from('\r')]),
    ],
    ['another delimiter by sep=', Buffer.from('sep=|\r\nvillage|problem|votes\nАрал|Суу|5\r')],
  ])('reads %s, as an upload is read', async (_, content) => {
    const { code, stdout } = await call(file(content), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ villages: [{ village: 'Арал', votes: 5 }] });
  });

  it.each<[string, string | Uint8Array, number, number, RegExp]>([
    ['an empty file', '', 1, 1, /empty/],
    ['a missing column', 'village,group,sex,age_group,problem\nА,1,,,Суу\n', 1, 1, /"votes" is missing/],
    ['a column twice', 'village,problem,votes,problem\n', 1, 23, /twice/],
    ['a negative count', `${head}Арал,1,,,Суу,5\nАрал,1,,,Жол,-3\n`, 3, 14, /negative/],
    ['a fraction', `${head}Арал,1,,,Суу,2.5\n`, 2, 14, /whole/],
    ['a decimal comma in quotes', `${head}Арал,1,,,Суу,"2,5"\n`, 2, 14, /whole/],
    ['a word for a number', `${head}Арал,1,,,Суу,беш\n`, 2, 14, /not a number/],
    ['no votes', `${head}Арал,1,,,Суу,\n`, 2, 14, /empty/],
    ['a huge number', `${head}Арал,1,,,Суу,99999999999999999999\n`, 2, 14, /large/],
    ['no problem', `${head}Арал,1,,, ,5\n`, 2, 10, /"problem" is empty/],
    ['no village', `${head},1,,,Суу,5\n`, 2, 1, /"village" is empty/],
    ['a field too few', `${head}Арал,1,,Суу,5\n`, 2, 14, /5 fields/],
    ['a field too many', `${head}Арал,1,,,Суу,5,6\n`, 2, 16, /7 fields/],
    ['an open quote', `${head}Арал,1,,,"Суу,5\nАрал,1,,,Жол,3\n`, 2, 10, /never closed/],
    ['text after a quote', `${head}Арал,1,,,"Суу"лар,5\n`, 2, 10, /follows/],
    ['a line counted inside quotes', `${head}Арал,1,,,"Суу\nжок",5\nАрал,1,,,Жол,x\n`, 4, 14, /not a number/],
    ['a field after a line break in quotes', `${head}Арал,1,,,"Суу\nжок",x\n`, 3, 6, /not a number/],
    ['CRLF inside quotes', `${head}Арал,1,,,"Суу\r\nжок",x\r\n`, 3, 6, /not a number/],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from(`${head}Арал,1,,,Су`), Buffer.from([0xff, 0xfe]), Buffer.from(',5\n')]),
      2,
      10,
      /UTF-8/,
    ],
    ['a character cut off at the end', Buffer.from(`${head}Арал,1,,,Суу`).subarray(0, -1), 2, 10, /UTF-8/],
    [
      'letters lost in windows-1251',
      Buffer.concat([Buffer.from(head), cp1251('Ак-Т?р'), Buffer.from(',1,,,b,5\n')]),
      2,
      1,
      /letters were lost/,
    ],
    ['a letter outside the basic plane before the fault', `${head}😀,1,,,Суу,x\n`, 2, 11, /not a number/],
    [
      'two numbers of people for one group',
      'village,group,problem,votes,people\nА,1,а,1,20\nА,1,б,1,21\n',
      3,
      9,
      /21 here, but 20/,
    ],
  ])('names the place of %s', async (_, content, line, column, what) => {
    const path = file(content);
    const { code, stdout, stderr } = await call(path, '--json', '--lang', 'en');
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.startsWith(`${path}:${line}:${column}: `)).toBe(true);
    expect(stderr).toMatch(what);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it('says so when the file is missing or a folder', async () => {
    const missing = await call(join(folder, 'none.csv'), '--lang', 'en');
    expect(missing).toEqual({
      code: 1,
      stdout: '',
      stderr: `${join(folder, 'none.csv')}:1:1: there is no such file\n`,
    });
    expect((await call(folder, '--lang', 'en')).stderr).toContain('folder');
  });

  it.each([
    [['--merge', 'Х=Суу+Жок']],
    [['--merge', 'Х']],
    [['--merge', 'Х=Суу+Суу']],
    [['--merge', 'Жол=Суу']],
    [['--people', 'көп']],
    [['--stickers', '0']],
    [['--top', 'x']],
    [['--rule', 'best']],
    [['--lang', 'de']],
    [['--colour']],
    [['second.csv']],
  ])('refuses %j', async (options) => {
    const path = file('village,problem,votes\nА,Суу,5\nА,Жол,4\n');
    const { code, stdout, stderr } = await call(path, ...options);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('ashar tally');
  });

  it('merges names that hold + and =, and merges the result of a merge', async () => {
    const content = 'village,problem,votes\nА,Интернет 4G+,5\nА,Жол=көпүрө,4\nА,Суу,8\n';
    const answer = await count(
      content,
      '--merge',
      'Байланыш=Интернет 4G++Жол=көпүрө',
      '--merge',
      'Баары=Байланыш+Суу',
    );
    expect(answer.municipality.priorities).toEqual([
      { rank: 1, problem: 'Баары', votes: 17, share: 1, tied: false },
    ]);
  });

  it('prints a table in Kyrgyz', async () => {
    const { stdout, code } = await call(file(kokIrimCsv), '--people', '122');
    expect(code).toBe(0);
    expect(stdout).toContain('Муниципалитет');
    expect(stdout).toMatch(/\* 4 =\s+Көчөлөрдө жарык жок\s+36\s+11\.8 %/);
    expect(stdout).toContain('Колдонулбаган'.toLowerCase());
  });

  it('explains itself', async () => {
    for (const lang of ['ky', 'ru', 'en']) {
      const { code, stdout } = await call('--help', '--lang', lang);
      expect(code).toBe(0);
      for (const word of ['--people', '--stickers', '--top', '--rule', '--merge', '--population', '--json']) {
        expect(stdout).toContain(word);
      }
    }
    expect((await call()).code).toBe(2);
  });
});

describe('the JSON of ashar tally', () => {
  it('is laid out as if it were written at once', async () => {
    for (const content of ['village,problem,votes\n', 'village,problem,votes\nА,"x\ny",5\nБ,y,4\n']) {
      const { stdout } = await call(file(content), '--json');
      expect(stdout).toBe(`${JSON.stringify(JSON.parse(stdout), null, 2)}\n`);
    }
  });
});
