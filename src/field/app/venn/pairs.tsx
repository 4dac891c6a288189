import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useApp, useMeeting } from '../core/hooks.ts';
import { relate, type DiagramView, type Drawn } from './diagram.ts';
import { relations, type Relation } from '../../../drawings/words.ts';
import { Button } from '../kit/button.tsx';

/** The sign of each relation: two circles as they stand. */
export function RelationSign({ relation }: { relation: Relation }): VNode {
  const [a, b] = { separate: [8, 36], touching: [11, 33], partial: [15, 29], full: [19, 24] }[relation] as [
    number,
    number,
  ];
  return (
    <svg class="vn-sign" width="44" height="24" viewBox="0 0 44 24" aria-hidden="true">
      <circle cx={relation === 'full' ? 22 : a} cy="12" r={relation === 'separate' ? 7 : 11} />
      <circle cx={b} cy="12" r={relation === 'full' ? 5.5 : relation === 'separate' ? 7 : 11} />
    </svg>
  );
}

function RelationSelect({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Relation;
  onChange: (relation: Relation) => void;
}): VNode {
  const { t } = useApp();
  return (
    <span class="vn-relation">
      <RelationSign relation={value} />
      <select
        class="kit-input"
        aria-label={label}
        value={value}
        onChange={(event) => {
          const next = relations.find((one) => one === event.currentTarget.value);
          if (next) onChange(next);
        }}
      >
        {relations.map((relation) => (
          <option key={relation} value={relation}>
            {t(`needs.institution.relation.${relation}`)}
          </option>
        ))}
      </select>
    </span>
  );
}

/** The table that does all dragging does: how each stands to the executive, and any further pair. */
export function Pairs({ view }: { view: DiagramView }): VNode {
  const { t } = useApp();
  const { edit } = useMeeting();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [relation, setRelation] = useState<Relation>('touching');
  const { executive, drawn } = view;
  const byCircle = new Map(drawn.map((one) => [one.circle.id, one]));
  const others = drawn.filter((one) => one !== executive);
  const further = view.links.filter(
    (link) => link.a !== executive?.circle.id && link.b !== executive?.circle.id,
  );
  const choice = (value: string) => drawn.find((one) => one.circle.id === value);
  const row = (key: string, a: Drawn, b: Drawn) => {
    const label = t('field.venn.pair', { a: a.institution.name, b: b.institution.name });
    return (
      <li key={key}>
        <span>
          {a.number}. {a.institution.name}
          {b !== executive && (
            <>
              {' – '}
              {b.number}. {b.institution.name}
            </>
          )}
        </span>
        <RelationSelect
          label={label}
          value={view.relation(a.circle.id, b.circle.id)}
          onChange={(next) => relate(edit, view, a, b, next)}
        />
      </li>
    );
  };
  if (drawn.length < 2) return <p class="hint">{t('field.venn.pairs-empty')}</p>;
  const [a, b] = [choice(first), choice(second)];
  return (
    <div class="vn-pairs">
      {executive ? (
        <>
          <h3>{t('field.venn.to-executive', { name: executive.institution.name })}</h3>
          <ul class="kit-list kit-rows">{others.map((one) => row(one.circle.id, one, executive))}</ul>
        </>
      ) : (
        <p class="hint">{t('field.venn.no-executive')}</p>
      )}
      <h3>{t('needs.venn.pairs')}</h3>
      {further.length > 0 && (
        <ul class="kit-list kit-rows">
          {further.map((link) => {
            const [one, other] = [byCircle.get(link.a), byCircle.get(link.b)];
            return one && other ? row(`${link.a}|${link.b}`, one, other) : null;
          })}
        </ul>
      )}
      <form
        class="vn-pair-add"
        onSubmit={(event) => {
          event.preventDefault();
          if (!a || !b || a === b) return;
          relate(edit, view, a, b, relation);
          setFirst('');
          setSecond('');
        }}
      >
        <p>{t('field.venn.pair-add')}</p>
        {[
          { value: first, set: setFirst, label: t('field.venn.pair-first') },
          { value: second, set: setSecond, label: t('field.venn.pair-second') },
        ].map((side) => (
          <select
            class="kit-input"
            key={side.label}
            aria-label={side.label}
            value={side.value}
            onChange={(event) => side.set(event.currentTarget.value)}
          >
            <option value="">{side.label}</option>
            {drawn.map((one) => (
              <option key={one.circle.id} value={one.circle.id}>
                {one.number}. {one.institution.name}
              </option>
            ))}
          </select>
        ))}
        <RelationSelect label={t('needs.venn.tie')} value={relation} onChange={setRelation} />
        <Button type="submit" icon="plus" disabled={!a || !b || a === b}>
          {t('ui.add')}
        </Button>
      </form>
    </div>
  );
}
