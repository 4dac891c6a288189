import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCommand, ok } from '../db/command.ts';
import { newId } from '../db/id.ts';
import { fieldRefusals } from '../db/validation.ts';
import { fieldMessage } from '../http/errors.ts';
import type { C } from '../http/web.ts';
import { translator } from '../i18n/catalogues.ts';
import { LANGS } from '../i18n/lang.ts';
import { CheckboxField, DateField, NumberField, RadioGroup, SelectField, TextField } from '../ui/fields.tsx';
import { renderView } from '../ui/testing.tsx';
import { called, optional } from './field.ts';
import { choice, count, day, email, id, ids, phone, revision, text, tick, time } from './fields.ts';
import { Form } from './form.tsx';
import { FormPage } from './form-page.tsx';
import { postOf } from './post.ts';

const join = defineCommand({
  name: 'people.join',
  input: z.object({
    bodyId: id(),
    fullName: called('name', text(20)),
    sex: optional(choice(['female', 'male'], 'ui.sex')),
    birthYear: optional(count(1900, 2100)),
    from: day(),
    to: optional(day()),
    trained: tick(),
    phone: optional(phone()),
    revision: revision(),
    cycleId: z.uuid().nullish(),
  }),
  policy: () => true,
  run: async () => ok(null),
});

const read = (schema: z.ZodType, typed: unknown) => {
  const input = { field: typed };
  const parsed = z.object({ field: schema }).safeParse(input);
  return parsed.success ? parsed.data.field : fieldRefusals(parsed.error, input).field?.code;
};

describe('a field', () => {
  it('understands what people write and what programs send', () => {
    for (const typed of ['12.05.2026', '2026-05-12', '12 мая 2026 г.', ' 12.5.26 '])
      expect(read(day(), typed), typed).toBe('2026-05-12');
    for (const typed of ['1 234', 1234, '1234,0']) expect(read(count(0, 9999), typed)).toBe(1234);
    for (const typed of ['9:30', '09.30', '09:30:00']) expect(read(time(), typed)).toBe('09:30');
    expect(['yes', true, 'no', undefined].map((typed) => read(tick(), typed))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const one = newId();
    expect([one, [one], '', undefined].map((typed) => read(ids(), typed))).toEqual([[one], [one], [], []]);
    expect(read(phone(), ' 0700 123-456 ')).toBe('0700 123-456');
  });

  it('refuses with a code that says what is wrong', () => {
    const faults: [z.ZodType, unknown, string][] = [
      [day(), '31.02.2026', 'day-not-there'],
      [day(), '05/12/2026', 'day-ambiguous'],
      [day(), 'эртең', 'not-a-date'],
      [day(), '46154', 'not-a-date'],
      [day(), '12.05.1826', 'not-a-date'],
      [day(), '', 'required'],
      [day(), undefined, 'required'],
      [count(1, 30), '1.5', 'count-fraction'],
      [count(1, 30), '-5', 'count-negative'],
      [count(1, 30), '31', 'out-of-range'],
      [count(1, 30), 'көп', 'count-malformed'],
      [count(1, 30), ' ', 'required'],
      [text(5), '  ', 'required'],
      [text(5), 'узун аталыш', 'too-long'],
      [time(), '25:00', 'not-a-time'],
      [email(), 'a@b', 'not-an-email'],
      [phone(), 'жок', 'not-a-phone'],
      [choice(['a', 'b']), 'c', 'not-allowed'],
      [id(), 'x', 'invalid'],
    ];
    const t = translator('ky');
    for (const [schema, typed, code] of faults) {
      expect(read(schema, typed), String(typed)).toBe(code);
      expect(read(optional(schema), typed)).toBe(code === 'required' ? null : code);
      // Each is said in words of its own, not as «something is wrong here».
      if (code !== 'invalid')
        expect(fieldMessage(t, { code, params: { min: 1, max: 30 } })).not.toBe(t('ui.error.invalid'));
    }
    expect(read(optional(text(5), ''), ' ')).toBe('');
  });
});

describe('a form of a command', () => {
  const action = '/x';

  it('takes names, labels, lengths and values from the shape and the row', () => {
    const html = renderView(
      <Form
        of={join}
        action={action}
        row={{ fullName: 'Асель', birthYear: 1980, trained: true, revision: 7 }}
      >
        {(f) => (
          <>
            <TextField {...f('fullName')} />
            <NumberField {...f('birthYear')} />
            <RadioGroup {...f('sex')} />
            <CheckboxField {...f('trained')} />
            <DateField {...f('to')} />
            {/* @ts-expect-error -- a name that the command does not have does not compile */}
            {f.length > 1 && <TextField {...f('fullname')} />}
          </>
        )}
      </Form>,
      'ru',
    );
    const t = translator('ru');
    expect(html).toMatch(
      /<input id="f-fullName" name="fullName" required[^>]* value="Асель"[^>]*maxLength="20"/i,
    );
    for (const label of ['people.field.name', 'people.field.birthYear', 'ui.sex.female', 'ui.field.to'])
      expect(html).toContain(t(label));
    expect(html).toMatch(/name="birthYear"[^>]*value="1980"/);
    expect(html).toMatch(/name="trained" value="yes" checked/);
    expect(html).toContain('<input type="hidden" name="revision" value="7"');
    expect(html).not.toMatch(/name="birthYear" required/);
  });

  it.each(LANGS)('fills in again what was sent, also what was left alone: %s', (lang) => {
    const values = { operationId: '1', fullName: 'А', sex: 'female', from: '2026-05-04' };
    const refused = { action, values, errors: { fullName: 'Кыска' }, message: '', code: 'invalid-input' };
    const row = { fullName: 'Б', sex: 'male', from: '2026-01-01', trained: true } as const;
    const html = renderView(
      <FormPage
        title="Топ"
        crumbs={[{ label: 'Топтор', path: '/groups' }]}
        of={join}
        action={action}
        row={row}
      >
        {(f) => (
          <>
            <TextField {...f('fullName')} />
            <SelectField {...f('sex')} />
            <DateField {...f('from')} />
            <CheckboxField {...f('trained')} />
          </>
        )}
      </FormPage>,
      lang,
      { refused },
    );
    expect(html).toMatch(/name="fullName" required[^>]*value="А"/);
    expect(html).toContain('Кыска');
    expect(html).toMatch(/<option value="female" selected/);
    expect(html).toMatch(/name="from"[^>]*value="2026-05-04"/);
    // Unticked and refused for another reason, it is not ticked again.
    expect(html).not.toContain('checked');
    expect(html).toContain('<h1>Топ</h1>');
    expect(html).toMatch(/href="[^"]*\/groups">[^<]*</);
    expect(html).toContain(translator(lang)('ui.save'));
    expect(html).not.toContain('.field.');
  });

  it('hands a command its fields and the ids of the address, and nothing else', async () => {
    const values = { bodyId: 'another', fullName: 'А', from: '12.05.2026', cycleId: newId(), isAdmin: 'yes' };
    const request = {
      get: () => ({ values }),
      req: { param: (name: string) => (name === 'bodyId' ? 'named' : undefined) },
    };
    expect(await postOf(request as unknown as C, join)).toEqual({
      bodyId: 'named',
      fullName: 'А',
      from: '12.05.2026',
    });
  });
});

it('a text that is too long is refused for its length and read no further', () => {
  // Anybody who is signed in may send it, for a shape is looked at before the policy; the check of an e-mail would
  // take minutes over so many dots.
  for (const long of [email(), phone()]) {
    const answer = long.safeParse(`a@${'.'.repeat(5_000)} @`);
    expect(answer.error?.issues.map(({ code }) => code)).toEqual(['too_big']);
  }
});
