import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCommand, ok } from '../db/command.ts';
import { newId } from '../db/id.ts';
import { fieldRefusals } from '../db/validation.ts';
import { fieldMessage } from '../http/errors.ts';
import type { C } from '../http/web.ts';
import { translator } from '../i18n/catalogues.ts';
import { LANGS } from '../i18n/lang.ts';
import {
  CheckboxField,
  CheckboxGroup,
  DateField,
  HiddenField,
  NumberField,
  RadioGroup,
  SelectField,
  TextField,
} from '../ui/fields.tsx';
import { renderView } from '../ui/testing.tsx';
import { called, ifSaid, optional, several } from './field.ts';
import {
  choice,
  count,
  day,
  email,
  id,
  ids,
  money,
  phone,
  revision,
  rows,
  share,
  text,
  tick,
  time,
} from './fields.ts';
import { Form } from './form.tsx';
import { FormPage } from './form-page.tsx';
import { postOf } from './post.ts';
import { editedMeanwhile } from './version.ts';

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
    for (const typed of ['1 500,50', '1500.5 сом', 150_050n]) expect(read(money(), typed)).toBe(150_050n);
    for (const typed of ['30,5', '30.50 %', 3050]) expect(read(share(), typed)).toBe(3050);
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
      [money(), 'көп', 'not-money'],
      [money(), '', 'required'],
      [money(), -1n, 'out-of-range'],
      [share(), '101', 'share-invalid'],
      [share(), ' ', 'required'],
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

describe('rows that are filled in at once', () => {
  const save = defineCommand({
    name: 'people.save',
    input: z.object({
      id: id(),
      revision: revision(),
      rows: called(
        'people.title',
        rows(
          {
            id: ifSaid(id()),
            fullName: called('people.field.name', text(20)),
            sex: called('ui.field.sex', optional(choice(['female', 'male'], 'ui.sex'))),
            langs: called('', several(choice(['ky', 'ru'], 'ui.language'), 0, 2)),
            trained: called('people.field.trained', tick()),
            sum: called('', optional(money())),
          },
          9,
          (filled) => filled('fullName') || filled('sum'),
        ),
      ),
    }),
    policy: () => true,
    run: async () => ok(null),
  });
  const [first, second] = [newId(), newId()];
  const standing = [
    { id: first, fullName: 'Асель', trained: true, sum: 150_050n },
    { id: second, fullName: 'Бакыт', langs: ['ru' as const], trained: true },
  ];
  const form = (sent?: {
    values: Record<string, string | string[]>;
    code: string;
    errors: Record<string, string>;
  }) =>
    renderView(
      <Form of={save} action="/x" row={{ revision: 3, rows: standing }}>
        {(f) =>
          f('rows')
            .lines(1)
            .map(({ f: line, name, row, wrong, typed }) => (
              <fieldset
                key={name}
                class={[row?.fullName ?? 'new', wrong ? 'wrong' : '', typed ? 'typed' : ''].join(' ')}
              >
                <HiddenField {...line('id')} />
                <TextField {...line('fullName')} />
                <RadioGroup {...line('sex')} />
                <CheckboxGroup {...line('langs')} />
                <CheckboxField {...line('trained')} />
                <NumberField {...line('sum')} />
                {/* @ts-expect-error -- nor does a name that a row does not have */}
                {line.length > 1 && <TextField {...line('name')} />}
              </fieldset>
            ))
        }
      </Form>,
      'ru',
      sent && { refused: { ...sent, action: '/x', message: '' } },
    );

  const sentTo = (values: Record<string, string | string[]>) =>
    ({ get: () => ({ values }), req: { param: () => undefined } }) as unknown as C;

  it('show what stands, and empty ones', () => {
    const html = form();
    expect(html.match(/<fieldset class="[^"]*"/g)).toEqual(
      ['Асель', 'Бакыт', 'new'].flatMap((name) => [
        `<fieldset class="${name}  "`,
        '<fieldset class="field"',
        '<fieldset class="field"',
      ]),
    );
    expect(html).toMatch(/name="rows.0.sum"[^>]*value="1\u00a0500,50"/);
    expect(html).toContain(`name="rows.1.id" value="${second}"`);
    expect(html).toMatch(/name="rows.1.langs" value="ru" checked/);
  });

  it('reach the command without those left empty or taken away, each with its own fields only', async () => {
    const values = {
      revision: '3',
      'rows.0.id': first,
      'rows.0.fullName': 'Асель',
      'rows.0.remove': 'yes',
      'rows.4.id': second,
      'rows.4.fullName': 'Бакыт',
      'rows.4.langs': ['ky', 'ru'],
      'rows.4.isAdmin': 'yes',
      'rows.7.fullName': ' ',
      'rows.7.trained': 'yes',
      'rows.x.fullName': 'x',
      'other.0.fullName': 'x',
    };
    expect(await postOf(sentTo(values), save)).toEqual({
      revision: '3',
      rows: [{ id: second, fullName: 'Бакыт', langs: ['ky', 'ru'] }],
    });
  });

  it('are refused where they stand in the form', () => {
    const values = {
      operationId: '1',
      'rows.0.id': first,
      'rows.0.fullName': 'Асель',
      'rows.5.id': '',
      'rows.5.fullName': 'Нур',
      'rows.5.sum': 'көп',
    };
    const html = form({ values, code: 'invalid-input', errors: { 'rows.5.sum': 'Ката' } });
    // The row of which nothing was sent came after the form was opened: it is kept, beside nobody else's words.
    expect(html.match(/<fieldset class="(?!field)[^"]*"/g)).toEqual([
      '<fieldset class="Асель  "',
      '<fieldset class="new wrong typed"',
      '<fieldset class="Бакыт  "',
    ]);
    expect(html).toMatch(/name="rows.6.fullName"[^>]*value="Бакыт"/);
    expect(html).toMatch(/name="rows.6.trained" value="yes" checked/);
    expect(html).not.toMatch(/name="rows.0.trained" value="yes" checked/);
    expect(html).toContain('id="f-rows-5-sum-error"');
  });

  it('stand beside what somebody saved meanwhile', () => {
    const values = {
      operationId: '1',
      revision: '2',
      'rows.0.id': first,
      'rows.0.fullName': 'Асель К.',
    };
    const html = form({ values, code: 'edited-meanwhile', errors: { '': 'Кеч' } });
    const t = translator('ru');
    expect(html).toContain(t('ui.meanwhile.text'));
    expect(html).toContain('name="revision" value="3"');
    expect(html).toContain('value="Асель К."');
    expect(html).toContain('value="Бакыт"');
    expect(html).not.toContain('error-summary');
    expect(html.replace(/<[^>]*>/g, ' ')).toMatch(new RegExp(`${t('people.title')}\\s+2\\s+1`));
  });

  it('stand as they were sent when they come back over a new sign-in', () => {
    const values = {
      operationId: '1',
      revision: '2',
      kept: 'k',
      'rows.0.id': first,
      'rows.0.fullName': 'Асель К.',
      'rows.1.id': '',
      'rows.1.fullName': 'Нур',
    };
    const html = form({ values, code: 'kept', errors: {} });
    // With the revision they were typed over: who added the other row meanwhile is met when they are saved.
    expect(html).toContain('name="revision" value="2"');
    expect(html).toContain(`name="rows.0.id" value="${first}"`);
    expect(html).toMatch(/name="rows.1.fullName"[^>]*value="Нур"/);
    expect(html).not.toContain('Бакыт');
    expect(html).not.toContain(second);
  });

  it('a version decides only for those who have seen another one', () => {
    expect([editedMeanwhile(undefined, 3), editedMeanwhile(3, 3), editedMeanwhile(2, 3)?.code]).toEqual([
      undefined,
      undefined,
      'edited-meanwhile',
    ]);
  });
});
