import { expect, test } from 'vitest';
import { EmbeddedDatabaseError } from '../platform/db/embedded-files.ts';
import { UnfitDatabase } from '../platform/db/fitness.ts';
import { startTrouble } from './start-errors.ts';

test('what an operator can mend is said in the languages asked for; a fault of the program is not hidden', () => {
  const unfit = startTrouble(new UnfitDatabase('foreign', { name: 'books', thing: 'invoices' }), [
    'ky',
    'en',
  ]);
  expect(unfit).toMatch(
    /^«books» базасында башка программанын[\s\S]*holds data of another program \("invoices"\)/,
  );
  expect(unfit).toContain('template template0');
  const initdb = new EmbeddedDatabaseError(
    'initdb could not make the database: …\ninitdb: error: could not write file: No space left on device\nremoving contents',
  );
  expect(startTrouble(initdb, ['en'])).toBe(
    'There is no room on the disk (initdb: error: could not write file: No space left on device). ' +
      'Make room and start Ashar again; delete nothing in the folder postgres.',
  );
  const full = Object.assign(new Error('could not extend file'), { severity: 'ERROR', code: '53100' });
  expect(startTrouble(full, ['en'])).toMatch(/^There is no room on the disk \(could not extend file\)/);
  expect(startTrouble(new TypeError('x is not a function'), ['en'])).toBeUndefined();
});
