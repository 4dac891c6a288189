import type { VNode } from 'preact';
import { useId, useState } from 'preact/hooks';
import { fold } from '../../../methods/matcher/fold.ts';
import { problemCatalogue, delegatedPowers, localMatters } from '../../../needs/rules/catalogue.ts';
import { Icon, type IconName } from '../../../platform/ui/icon.tsx';
import { useApp } from '../core/hooks.ts';
import { SearchField } from '../kit/search-field.tsx';
import { NoteField } from '../run/note-field.tsx';

type Entry = {
  readonly id: string;
  readonly where: 'local' | 'delegated' | 'outside';
  readonly number: number | null;
  readonly icon: IconName;
  readonly name: string;
  /** What people call it: problems of the catalogue that belong here. */
  readonly also: readonly string[];
};

function entriesIn(lang: 'ky' | 'ru' | 'en'): Entry[] {
  const problemsOf = (which: (one: (typeof problemCatalogue)[number]) => boolean) =>
    problemCatalogue.filter(which).map((one) => one[lang]);
  return [
    ...localMatters.map((one): Entry => ({
      id: `local-${one.number}`,
      where: 'local',
      number: one.number,
      icon: one.icon,
      name: one[lang],
      also: problemsOf((problem) => problem.localMatter === one.number),
    })),
    ...delegatedPowers.map((one, index): Entry => ({
      id: `delegated-${index}`,
      where: 'delegated',
      number: null,
      icon: 'document',
      name: one[lang],
      also: [],
    })),
    ...problemCatalogue
      .filter((one) => one.competence === 'outside')
      .map((one): Entry => ({
        id: `outside-${one.key}`,
        where: 'outside',
        number: null,
        icon: one.category,
        name: one[lang],
        also: [],
      })),
  ];
}

/** What local self-government settles itself, what the state has handed to it, and what lies outside (R-SES-03). */
export default function Competence(): VNode {
  const { t, fmt, lang } = useApp();
  const id = useId();
  const [sought, seek] = useState('');
  const words = fold(sought).split(/\s+/).filter(Boolean);
  const found = entriesIn(lang).filter((entry) => {
    const text = fold([entry.name, ...entry.also].join(' '));
    return words.every((word) => text.includes(word));
  });
  const part = (where: Entry['where'], open: boolean) => {
    const entries = found.filter((entry) => entry.where === where);
    if (entries.length === 0) return null;
    return (
      <details class={`kit-box run-matters ${where}`} open={open || words.length > 0}>
        <summary>
          <span>
            <b>{t(`field.run.matters.${where}`)}</b>
            <small>{t(`field.run.matters.${where}-text`)}</small>
          </span>
          <span class="tag">{fmt.number(entries.length)}</span>
        </summary>
        <ul class="kit-list">
          {entries.map((entry) => {
            const hit = entry.also.filter((name) => words.some((word) => fold(name).includes(word)));
            return (
              <li key={entry.id}>
                <Icon name={entry.icon} size={26} />
                <span>
                  {entry.number !== null && <b>{fmt.number(entry.number)}. </b>}
                  {entry.name}
                  {words.length > 0 && hit.length > 0 && <small>{hit.slice(0, 2).join('; ')}</small>}
                </span>
              </li>
            );
          })}
        </ul>
      </details>
    );
  };
  return (
    <>
      <p class="lead">{t('field.run.competence-lead')}</p>
      <SearchField
        label={t('field.run.matters.search')}
        example={t('field.run.matters.search-example')}
        value={sought}
        onValue={seek}
      />
      <p class="hidden" role="status">
        {words.length > 0 ? t('field.run.matters.found', { count: found.length }) : ''}
      </p>
      {found.length === 0 && <p class="hint">{t('field.run.matters.none')}</p>}
      {part('local', true)}
      {part('delegated', false)}
      {part('outside', false)}
      <section class="card" aria-labelledby={`${id}-q`}>
        <h2 id={`${id}-q`}>{t('field.run.competence-asked')}</h2>
        <p class="hint" id={`${id}-h`}>
          {t('field.run.competence-asked-hint')}
        </p>
        <NoteField
          part="competence"
          id={`${id}-n`}
          label={t('field.run.competence-asked')}
          describedBy={`${id}-h`}
          rows={4}
        />
      </section>
    </>
  );
}
