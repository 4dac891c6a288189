import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeResult, encodeResult } from './stored-result.ts';

test('a result comes back as it was', () => {
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.bigInt(),
      fc.date({ noInvalidDate: true }),
      fc.array(tie('node')),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('node'), { noNullPrototype: true }),
    ),
  })).node;
  fc.assert(
    fc.property(value, (result) => {
      expect(decodeResult(JSON.parse(JSON.stringify(encodeResult(result))))).toEqual(result);
    }),
  );
});
