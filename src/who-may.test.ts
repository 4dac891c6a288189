import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commandExports } from '../test/commands.ts';

// Each command has its row in a table of who may: each role at home, and people of another municipality.

const here = import.meta.dirname;

/** Who may is asked otherwise there, and why. */
const otherwise: Record<string, readonly [file: string, says: string]> = {
  // Whoever an invitation was sent to answers it, whatever their roles are.
  answerInvitation: ['people/staff.db.test.ts', 'answerInvitation, {'],
  // A device sends; its person's roles are asked at each meeting.
  receiveMeeting: ['field/receive.db.test.ts', 'roles: %s'],
};

test('each command stands in a table of who may', async () => {
  const tables = globSync('**/*.db.test.ts', { cwd: here })
    .map((file) => readFileSync(path.join(here, file), 'utf8'))
    .filter((text) => /\bexpect(Table|May|SystemOnly)\(|test\.each\(table\)/.test(text))
    // What is only imported is not tried.
    .map((text) => text.replace(/^import [^;]*;$/gm, ''))
    .join('\n');
  const without = (await commandExports())
    .filter(([name]) => !(name in otherwise) && !new RegExp(`\\b${name}\\b`).test(tables))
    .map(([name, file]) => `${file} ${name}`);
  expect(without).toEqual([]);
  const elsewhere = Object.entries(otherwise).filter(
    ([, [file, says]]) => !readFileSync(path.join(here, file), 'utf8').includes(says),
  );
  expect(elsewhere).toEqual([]);
});
