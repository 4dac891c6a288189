import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { allCommands } from '../test/commands.ts';
import { exampleOf } from './platform/i18n/labels.ts';
import { i18nFor } from './platform/i18n/i18n.ts';
import { LANGS } from './platform/i18n/lang.ts';

// What people type into these fields stands in a paper, on a poster or on a published page as they typed it.
const ofPapers: Readonly<Record<string, readonly string[]>> = {
  'cycle.open-cycle': ['aim'],
  'cycle.record-decision': ['decisionBasis', 'aim'],
  'cycle.form-working-group': ['nameKy', 'nameRu'],
  'cycle.add-plan-item': ['textKy', 'textRu', 'resultKy', 'resultRu', 'responsibleText'],
  'cycle.edit-plan-item': ['textKy', 'textRu', 'resultKy', 'resultRu', 'responsibleText'],
  'cycle.answer-readiness': ['note'],
  'cycle.open-sessions-phase': ['reason'],
  'acts.record-outside-act': ['titleKy', 'titleRu', 'signedBy', 'note'],
  'acts.sign-act': ['signedBy'],
  'people.add-member': ['post'],
  'people.change-member-role': ['post'],
  'people.form-body': ['nameKy', 'nameRu'],
  'people.edit-body': ['nameKy', 'nameRu'],
  'people.add-organisation': ['nameKy', 'nameRu'],
  'people.edit-organisation': ['nameKy', 'nameRu'],
  'needs.plan-session': ['venue', 'audience', 'audienceReason'],
  'needs.change-schedule': ['venue'],
  'needs.save-session-record': [
    'heldVenue',
    ...['opening', 'resources', 'institutions', 'competence', 'budget', 'gallery', 'closing'].map(
      (part) => `${part}Notes`,
    ),
  ],
  'needs.create-problem': ['name'],
  'needs.edit-problem': ['name', 'nameRu', 'description'],
  'needs.merge-problems': ['reason'],
  'needs.plan-focus-group': ['venue'],
  'needs.change-focus-group': ['venue'],
  'needs.save-focus-group-record': [
    'heldVenue',
    'criteria',
    ...['opening', 'causes', 'consequences', 'solutions', 'candidates', 'closing'].map(
      (part) => `${part}Notes`,
    ),
  ],
  'public-meetings.plan-planning-meeting': ['venue'],
  'public-meetings.change-schedule': ['venue'],
  'public-meetings.save-planning-meeting-record': [
    'heldVenue',
    'resultsNotes',
    'problemsNotes',
    'proposalsNotes',
  ],
  'public-meetings.plan-meeting': ['title', 'titleOther', 'street'],
  'public-meetings.save-about': ['access', 'transport', 'hourSuits', 'orderText', 'bindingBy'],
  'public-meetings.save-notice': ['nature', 'whoComes', 'studyPlace', 'proposalsHow', 'budgetFacts'],
  'public-meetings.put-election': ['text'],
  'public-meetings.add-speech': ['text'],
  'public-meetings.save-heard': ['heard', 'decision'],
  'public-meetings.mark-sent': ['sentTo'],
  'public-meetings.answer-demand': ['answerReason'],
  'acts.note-event': ['text'],
  'decisions.add-question': ['text', 'article'],
  'decisions.change-question': ['text', 'article'],
  'decisions.annul-question': ['reason'],
  'territory.save-settings': [
    'headName',
    'headPostKy',
    'headPostRu',
    'executiveNameKy',
    'executiveNameRu',
    'address',
    'contact',
    'seatKy',
    'seatRu',
  ],
};

const fieldsOf = async () =>
  (await allCommands()).map(({ name, input }) => ({
    name,
    fields: 'shape' in input ? Object.keys(input.shape as object) : [],
  }));

test.each(LANGS)('each field whose words go into a paper has an example beside it, %s', async (lang) => {
  const { t } = i18nFor(lang);
  const commands = new Map((await fieldsOf()).map(({ name, fields }) => [name, fields]));
  const without = Object.entries(ofPapers).flatMap(([command, names]) =>
    names.filter((name) => !commands.get(command)?.includes(name) || !exampleOf(t, command, name)),
  );
  expect(without).toEqual([]);
});

test('each example stands beside a field', async () => {
  const commands = await fieldsOf();
  const sources = globSync('**/*.tsx', { cwd: import.meta.dirname })
    .filter((file) => !file.includes('.test.'))
    .map((file) => readFileSync(path.join(import.meta.dirname, file), 'utf8'))
    .join('\n');
  const keys = globSync('**/messages/examples/ky.json', { cwd: import.meta.dirname }).flatMap((file) =>
    Object.keys(JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8')) as object),
  );
  const { t } = i18nFor('ky');
  // What a form asks for by its command and the field's name, or a page by the key, the last word filled in or not.
  const ofForms = new Set(
    commands.flatMap(({ name, fields }) => fields.map((field) => exampleOf(t, name, field))),
  );
  const idle = keys.filter((key) => {
    const family = `${key.slice(0, key.lastIndexOf('.') + 1)}\${`;
    const byPage =
      sources.includes(`'${key}'`) ||
      (/\.(cause|consequence|solution|contribution)$/.test(key) && sources.includes(family));
    return !byPage && !ofForms.has(t(key));
  });
  expect(idle).toEqual([]);
});
