import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { translator } from '../i18n/catalogues.ts';
import { Confirm } from './confirm.tsx';
import { fieldErrors } from './field-errors.ts';
import {
  CheckboxField,
  CheckboxGroup,
  NumberField,
  PasswordField,
  RadioGroup,
  SelectField,
  TextField,
} from './fields.tsx';
import { Button } from './button.tsx';
import { ActionForm, Form } from './form.tsx';
import { Layout } from './layout.tsx';
import { renderWhole } from './render-page.tsx';
import { renderView, testPage } from './testing.tsx';

describe('what was refused', () => {
  const refused = (action: string, values: Record<string, string>) => ({
    path: action,
    refused: { action, values, errors: { name: 'Аты керек' }, message: 'Аты керек', code: 'invalid-input' },
  });
  const page = (
    <Layout title="Топ" variant="staff">
      <Form action="/group" id="edit" fold={{ text: 'Оңдоо' }}>
        <TextField name="name" label="Аты" value="Топ" />
      </Form>
      <Form action="/group/add" id="add" fold={{ text: 'Кошуу' }}>
        <TextField name="name" label="Аты" />
      </Form>
      <Confirm action="/group/end" id="chair" verb="Төраганы бошотуу" fields={{ role: 'chair' }}>
        -
      </Confirm>
      <Confirm action="/group/end" id="member" verb="Мүчөнү бошотуу" fields={{ role: 'member' }}>
        -
      </Confirm>
      <ActionForm action="/group/open">
        <Button>Ачуу</Button>
      </ActionForm>
    </Layout>
  );
  const open = (html: string) => [...html.matchAll(/<details class="confirm" open[^]*?<form id="([a-z]+)"/g)];

  it('stands in the form that was posted, which opens with what was typed', () => {
    const html = renderView(page, 'ky', refused('/group/add', { name: 'А', operationId: 'x' }));
    expect(open(html).map(([, id]) => id)).toEqual(['add']);
    expect(html).toContain('value="А"');
    expect(html).toContain('value="Топ"');
    expect(html.match(/class="error"/g)).toHaveLength(1);
  });

  it('is told apart by what the form sends along', () => {
    const html = renderView(page, 'ky', refused('/group/end', { role: 'member' }));
    expect(open(html).map(([, id]) => id)).toEqual(['member']);
  });

  it('stands at the top of the page when a button was refused', () => {
    const context = testPage('ky', refused('/group/open', {}));
    expect(renderWhole(context, page)).toMatch(
      /<main[^>]*><div class="notice bad[^]*Аты керек[^]*<form id="edit"/,
    );
    expect(renderWhole(testPage('ky', refused('/group', {})), page).match(/Аты керек/g)).toHaveLength(2);
  });
});

describe('a form', () => {
  it('posts with the token and an operation id of its own', () => {
    const html = renderView(
      <>
        <Form action="/save" submit="Сактоо" />
        <Form action="/other" id="g" />
      </>,
      'ru',
    );
    expect(html).toContain('method="post" action="/ru/save"');
    expect(html.match(/name="csrf" value="test-token"/g)).toHaveLength(2);
    expect(html).toContain('name="operationId" value="operation-1"');
    expect(html).toContain('name="operationId" value="operation-2"');
  });

  it('fills in again what was sent, before what was stored', () => {
    const html = renderView(
      <Form action="/x" values={{ name: 'A "б" <в>', village: 'b', sex: 'm', roles: ['rec'], agree: 'yes' }}>
        <TextField name="name" label="Аты" value="эски" />
        <TextField name="other" label="Башка" value="сакталган" />
        <SelectField
          name="village"
          label="Айылы"
          options={[
            { value: 'a', label: 'А' },
            { value: 'b', label: 'Б' },
          ]}
          value="a"
        />
        <RadioGroup
          name="sex"
          label="Жынысы"
          options={[
            { value: 'f', label: 'Аял' },
            { value: 'm', label: 'Эркек' },
          ]}
          value="f"
        />
        <CheckboxGroup
          name="roles"
          label="Ролдор"
          options={[
            { value: 'fac', label: 'А' },
            { value: 'rec', label: 'П' },
          ]}
          values={['fac']}
        />
        <CheckboxField name="agree" label="Макулмун" />
      </Form>,
    );
    expect(html).toContain('value="A &quot;б&quot; &lt;в>"');
    expect(html).toContain('value="сакталган"');
    expect(html).toMatch(/<option value="b" selected/);
    expect(html).not.toMatch(/<option value="a" selected/);
    expect(html).toMatch(/value="m" checked/);
    expect(html).toMatch(/value="rec" checked/);
    expect(html).not.toMatch(/value="fac" checked/);
    expect(html).toMatch(/name="agree" value="yes" checked/);
  });

  it('ties label, hint and error to the control and links the summary to it', () => {
    const html = renderView(
      <Form action="/x" errors={{ 'people.0.name': 'Толтуруңуз', '': 'Эки киши бир эле убакта өзгөрттү' }}>
        <TextField name="people.0.name" label="Аты" hint="Толук" required />
      </Form>,
    );
    expect(html).toContain('<label for="f-people-0-name">');
    expect(html).toContain('aria-describedby="f-people-0-name-hint f-people-0-name-error"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('<a href="#f-people-0-name">Толтуруңуз</a>');
    expect(html).toContain('<li>Эки киши бир эле убакта өзгөрттү</li>');
    expect(html).toContain('role="alert"');
    expect(html).toContain('Бир графаны оңдоңуз');
  });

  it('never sends a password back, and types numbers as text', () => {
    const html = renderView(
      <Form action="/x" values={{ password: 'secret', count: '12,5' }}>
        <PasswordField name="password" label="Сырсөз" autocomplete="current-password" />
        <NumberField name="count" label="Саны" decimal unit="сом" />
      </Form>,
    );
    expect(html).not.toContain('secret');
    expect(html).toMatch(/name="count"[^>]*type="text"[^>]*value="12,5"[^>]*inputMode="decimal"/i);
  });

  it('confirms by a fold that opens when something was wrong', () => {
    const shut = renderView(<Confirm action="/x" verb="Жабуу" reason children="Эмне болот" />);
    expect(shut).toContain('<details class="confirm"><summary');
    expect(shut).toContain('name="reason"');
    const wrong = renderView(
      <Confirm
        action="/x"
        verb="Өчүрүү"
        typeName="Арал"
        errors={{ confirmName: 'Так эмес' }}
        children="Өчөт"
      />,
    );
    expect(wrong).toContain('<details class="confirm" open>');
    expect(wrong).toContain('Ырастоо үчүн атын жазыңыз: Арал');
  });
});

describe('mistakes in words', () => {
  const schema = z.object({
    name: z.string().min(1).max(5),
    count: z.coerce.number().int().min(1).max(30),
    people: z.number(),
    date: z.iso.date(),
    email: z.email(),
    sex: z.enum(['f', 'm']),
    roles: z.array(z.string()).min(1),
    own: z.string().refine(() => false, 'already-used'),
  });

  function errors(values: Record<string, unknown>) {
    const result = schema.safeParse(values);
    return result.success ? {} : fieldErrors(translator('ky'), result.error.issues, values);
  }

  it('are said for each field', () => {
    expect(
      errors({
        name: '',
        count: '40',
        people: 'көп',
        date: '12.05.2026',
        email: 'x',
        sex: 'z',
        roles: [],
        own: 'x',
      }),
    ).toEqual({
      name: 'Бул графаны толтуруңуз',
      count: 'Эң көбү 30 болушу керек',
      people: 'Сан менен жазыңыз, мисалы, 25',
      date: 'Датаны күн.ай.жыл түрүндө жазыңыз, мисалы, 12.05.2026',
      email: 'Электрондук почтаны толук жазыңыз, мисалы, aty@mail.kg',
      sex: 'Тизмедегилердин бирин тандаңыз',
      roles: 'Бирин тандаңыз',
      own: 'Бул мурунтан бар',
    });
  });

  it('tell empty from wrong', () => {
    const missing = errors({ count: 'беш' });
    expect(missing.name).toBe('Бул графаны толтуруңуз');
    expect(missing.count).toBe('Сан менен жазыңыз, мисалы, 25');
    expect(missing.sex).toBe('Бирин тандаңыз');
    expect(errors({ name: 'узун аталыш' }).name).toBe('Өтө узун: эң көбү 5 белги');
    expect(errors({ count: '1.5' }).count).toBe('Бүтүн сан жазыңыз');
  });
});
