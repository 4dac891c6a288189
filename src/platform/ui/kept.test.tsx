import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCommand, ok } from '../db/command.ts';
import { revision, text } from '../forms/fields.ts';
import { Form as CommandForm } from '../forms/form.tsx';
import { TextField } from './fields.tsx';
import { Form } from './form.tsx';
import { Layout } from './layout.tsx';
import { renderWhole } from './render-page.tsx';
import { SaveAndGo } from './save-and-go.tsx';
import { testPage } from './testing.tsx';

const save = defineCommand({
  name: 'people.save',
  input: z.object({ name: text(20), revision: revision() }),
  policy: () => true,
  run: async () => ok(null),
});
const drafts = { tag: 'tag', key: 'key', nameOf: (form: string) => `<${form}>` };
const actor = { name: 'Асель', path: '/account', drafts };
const field = <TextField name="name" label="Аты" value="Топ" />;
const kept = {
  action: '/here',
  values: { name: 'Жазганым', revision: '3', operationId: 'o', kept: 'k' },
  errors: {},
  message: '',
  code: 'kept',
};
const shown = (over: object, view = <Form>{field}</Form>) =>
  renderWhole(testPage('ky', over), <Layout title="Топ">{view}</Layout>);

describe('drafts of a form', () => {
  it('have a name of the form, and none where nobody is signed in or it is private', () => {
    const named = shown(
      { actor },
      <Form action="/group" id="edit" fields={{ role: 'chair' }}>
        {field}
      </Form>,
    );
    expect(named).toContain('data-draft="&lt;/group edit {&quot;role&quot;:&quot;chair&quot;}>"');
    expect(named).not.toContain('data-draft-returned="o"');
    expect(named).toContain('src="/assets/drafts.client.js"');
    expect(shown({})).not.toMatch(/data-draft|drafts/);
    const unkept = shown({ actor }, <Form unkept>{field}</Form>);
    expect(unkept).not.toContain('data-draft=');
    expect(unkept).toContain('name="unkept" value="yes"');
  });

  it('know that the page answers what was sent', () => {
    const refused = { ...kept, code: 'invalid-input', errors: { name: 'Кыска' } };
    expect(shown({ actor, path: '/here', refused })).toContain('data-draft-returned="o"');
  });
});

describe('a form that came back over a new sign-in', () => {
  const view = (
    <CommandForm of={save} row={{ name: 'Топ', revision: 7 }}>
      {(f) => <TextField {...f('name')} />}
    </CommandForm>
  );

  it('holds what was typed with the version it was typed over, and says that it is not saved', () => {
    const html = shown({ refused: kept }, view);
    expect(html).toContain('value="Жазганым"');
    expect(html).toContain('name="revision" value="3"');
    expect(html).toContain('name="kept" value="k"');
    expect(html).toContain('id="kept"');
    // A refusal of this very page goes on from the version that stands now.
    const refused = { ...kept, code: 'edited-meanwhile' };
    expect(shown({ refused }, view)).toContain('name="revision" value="7"');
  });

  it('stands before what a page makes of its own refusals', () => {
    const html = shown({ refused: kept }, <Form values={{}}>{field}</Form>);
    expect(html).toContain('value="Жазганым"');
  });

  it('is shown to be copied where the page has its form no more, and never as markup', () => {
    const values = { ...kept.values, name: '<b>Жазганым' };
    const html = shown({ refused: { ...kept, action: '/gone', values, lostFiles: true } });
    expect(html).toContain('<pre>&lt;b>Жазганым</pre>');
    expect(html).toContain('Файлдар сакталган жок');
    expect(html).toContain('value="Топ"');
  });
});

it('a button that leads on belongs to its form and names where to', () => {
  expect(shown({}, <SaveAndGo to="/map">Карта</SaveAndGo>)).toMatch(
    /<button[^>]*type="submit" name="then" value="\/map"[^>]*form="f"/,
  );
});
