import type { VNode } from 'preact';
import {
  focusColumns,
  likelihoods,
  parties,
  type FocusColumn,
  type FocusEntry,
} from '../../../needs/focus/rules/focus-record.ts';
import { useApp } from '../core/hooks.ts';
import { entriesOf, type Topic } from './topics.ts';

/** A problem and its four columns; on a narrow screen the columns stand below one another. */
export function FocusTable({ topic }: { topic: Topic }): VNode {
  const { t } = useApp();
  return (
    <table class="fo-table">
      <caption>
        <b>{topic.name}</b>
        {topic.subgroup !== '' && <span> · {topic.subgroup}</span>}
        {topic.description !== '' && <small>{topic.description}</small>}
      </caption>
      <thead>
        <tr>
          {focusColumns.map((column) => (
            <th key={column} scope="col">
              {t(`needs.focus.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {focusColumns.map((column) => (
            <td key={column} data-label={t(`needs.focus.column.${column}`)}>
              <Cell topic={topic} column={column} />
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function Cell({ topic, column }: { topic: Topic; column: FocusColumn }): VNode {
  const { t } = useApp();
  const entries = entriesOf(topic, column);
  const lines = (list: readonly FocusEntry[]) => (
    <ul>
      {list.map((entry) => (
        <li key={entry.id}>
          {entry.text}
          {entry.form !== null && <small> ({t(`needs.focus.form.${entry.form}`)})</small>}
        </li>
      ))}
    </ul>
  );
  const named = (name: string, list: readonly FocusEntry[]) =>
    list.length > 0 && (
      <div key={name}>
        <p class="kit-label">{name}</p>
        {lines(list)}
      </div>
    );
  if (entries.length === 0) return <p class="hint">{t('field.focus.column-empty')}</p>;
  if (column === 'consequence') {
    return (
      <>
        {likelihoods.map((value) =>
          named(
            t(`needs.focus.likelihood.${value}`),
            entries.filter((entry) => entry.likelihood === value),
          ),
        )}
        {named(
          t('field.focus.likelihood-open'),
          entries.filter((entry) => entry.likelihood === null),
        )}
      </>
    );
  }
  if (column === 'contribution') {
    const others = entries.filter((entry) => entry.party === 'other');
    const names = [...new Set(others.map((entry) => entry.who))];
    return (
      <>
        {parties
          .filter((party) => party !== 'other')
          .map((party) =>
            named(
              t(`needs.focus.party.${party}`),
              entries.filter((entry) => entry.party === party),
            ),
          )}
        {names.map((who) =>
          named(
            who === '' ? t('needs.focus.party.other') : who,
            others.filter((entry) => entry.who === who),
          ),
        )}
        {named(
          t('field.focus.party-open'),
          entries.filter((entry) => entry.party === null),
        )}
      </>
    );
  }
  return lines(entries);
}
