import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { diagrams, type Diagram } from '../../../needs/rules/session-record.ts';
import { newItemId, useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { Compare } from '../venn/compare.tsx';
import { addCircle, diagramOf, listed, removeCircle, resize, startFrom } from '../venn/diagram.ts';
import { InstitutionCard, SizeChoice } from '../venn/institution-card.tsx';
import { Naming } from '../venn/naming.tsx';
import { Pairs, RelationSign } from '../venn/pairs.tsx';
import { Sheet } from '../venn/sheet.tsx';
import { UndoBar } from '../venn/undo-bar.tsx';

const parts = ['name', 'size', 'place', 'table', 'compare'] as const;
type Part = (typeof parts)[number];

/** Where each meeting was left, so that a look at another step does not lose the place. */
const left = new Map<string, { part: Part; diagram: Diagram }>();

/** Venn diagram: who works in the village, how much each matters and how they stand to each other (R-VEN-01 … 06). */
export default function Venn(): VNode {
  const { t } = useApp();
  const meeting = useMeeting();
  const { edit, id, info } = meeting;
  const record = useRecord();
  const [diagram, setDiagram] = useState<Diagram>(
    left.get(id)?.diagram ??
      (info.sexMode === 'mixed' || record.circles.some((one) => one.diagram === 'common')
        ? 'common'
        : info.sexMode),
  );
  const view = useMemo(() => diagramOf(record, diagram), [record, diagram]);
  const [part, setPart] = useState<Part>(
    left.get(id)?.part ??
      (record.institutions.length === 0 ? 'name' : view.drawn.length === 0 ? 'size' : 'place'),
  );
  const [opened, setOpened] = useState<string>();
  const [focus, setFocus] = useState(false);
  useEffect(() => void left.set(id, { part, diagram }), [id, part, diagram]);

  const all = listed(record);
  const open = all.find((one) => one.institution.id === opened);
  const show = (institutionId: string, bring: boolean) => {
    setOpened(institutionId);
    setFocus(bring);
  };
  const others = diagrams.filter(
    (one) => one !== diagram && record.circles.some((circle) => circle.diagram === one),
  );
  const card = open && (
    <InstitutionCard
      key={open.institution.id}
      institution={open.institution}
      number={open.number}
      view={view}
      focus={focus}
      onClose={() => setOpened(undefined)}
    />
  );

  return (
    <div class="vn">
      <details class="vn-questions">
        <summary>{t('field.venn.questions')}</summary>
        <ol>
          {[1, 2, 3, 4, 5, 6, 7, 8].map((number) => (
            <li key={number}>{t(`field.venn.question.${number}`)}</li>
          ))}
        </ol>
      </details>
      <div class="vn-bar">
        <div class="vn-parts" role="group" aria-label={t('field.venn.parts')}>
          {parts.map((one) => (
            <button key={one} type="button" aria-pressed={part === one} onClick={() => setPart(one)}>
              {t(`field.venn.part.${one}`)}
            </button>
          ))}
        </div>
        <UndoBar />
      </div>
      {(part === 'size' || part === 'place' || part === 'table') && (
        <div class="vn-diagrams" role="group" aria-label={t('field.venn.whose')}>
          {diagrams.map((one) => (
            <button key={one} type="button" aria-pressed={diagram === one} onClick={() => setDiagram(one)}>
              {t(`field.venn.diagram.${one}`)}
              <small>
                {t('field.venn.circles', {
                  count: record.circles.filter((circle) => circle.diagram === one).length,
                })}
              </small>
            </button>
          ))}
        </div>
      )}
      {part !== 'name' && part !== 'compare' && view.drawn.length === 0 && others.length > 0 && (
        <div class="vn-start">
          <p>{t('field.venn.start-lead')}</p>
          {others.map((from) => (
            <button
              key={from}
              type="button"
              class="btn ghost"
              onClick={() => startFrom(edit, record, from, diagram, newItemId)}
            >
              {t(`field.venn.start.${from}`)}
            </button>
          ))}
        </div>
      )}

      {part === 'name' && (
        <section aria-labelledby="vn-part">
          <h2 id="vn-part">{t('field.venn.head.name')}</h2>
          <p>{t('field.venn.lead.name')}</p>
          <Naming onOpen={(institutionId) => show(institutionId, true)} />
          {card}
          {all.length > 0 && (
            <button type="button" class="btn" onClick={() => setPart('size')}>
              {t('field.venn.to-size')}
              <Icon name="arrow" />
            </button>
          )}
        </section>
      )}

      {part === 'size' && (
        <section aria-labelledby="vn-part">
          <h2 id="vn-part">{t('field.venn.head.size')}</h2>
          <p>{t('field.venn.lead.size')}</p>
          {all.length === 0 && <p class="hint">{t('field.venn.empty')}</p>}
          <ul class="vn-size-list">
            {all.map(({ institution, number }) => {
              const circle = view.drawn.find((one) => one.institution.id === institution.id)?.circle;
              return (
                <li key={institution.id}>
                  <span class="vn-size-name">
                    <b>{number}</b> {institution.name}
                  </span>
                  <SizeChoice
                    label={institution.name}
                    hideLabel
                    value={circle?.size ?? null}
                    onChange={(size) => {
                      if (size === null) {
                        if (circle) removeCircle(edit, view, circle);
                      } else if (circle) resize(edit, view, circle, size);
                      else addCircle(edit, view, institution.id, size, newItemId());
                    }}
                  />
                </li>
              );
            })}
          </ul>
          {view.drawn.length > 0 && (
            <button type="button" class="btn" onClick={() => setPart('place')}>
              {t('field.venn.to-place')}
              <Icon name="arrow" />
            </button>
          )}
        </section>
      )}

      {part === 'place' && (
        <section aria-labelledby="vn-part">
          <h2 id="vn-part">{t('field.venn.head.place')}</h2>
          <ul class="vn-meaning">
            {(['separate', 'touching', 'partial', 'full'] as const).map((relation) => (
              <li key={relation}>
                <RelationSign relation={relation} />
                {t(`field.venn.relation.${relation}`)}
              </li>
            ))}
          </ul>
          {view.drawn.length === 0 ? (
            <p class="hint">{t('field.venn.place-empty')}</p>
          ) : (
            <div class="vn-place">
              <Sheet
                view={view}
                selected={opened}
                onSelect={(institutionId) => show(institutionId, false)}
                onOpen={(institutionId) => show(institutionId, true)}
              />
              <div class="vn-beside">
                {card}
                <ol class="vn-names">
                  {view.drawn.map((one) => (
                    <li key={one.circle.id}>
                      <button
                        type="button"
                        aria-expanded={one.institution.id === opened}
                        onClick={() => show(one.institution.id, true)}
                      >
                        <b>{one.number}</b>
                        <span>
                          {one.institution.name}
                          {view.executive && one !== view.executive && (
                            <small>
                              {t(
                                `needs.institution.relation.${view.relation(one.circle.id, view.executive.circle.id)}`,
                              )}
                            </small>
                          )}
                          {one === view.executive && <small>{t('field.venn.executive')}</small>}
                        </span>
                      </button>
                    </li>
                  ))}
                </ol>
                <LeftOut
                  names={all
                    .filter((one) => !view.drawn.some((other) => other.institution.id === one.institution.id))
                    .map((one) => one.institution.name)}
                />
              </div>
            </div>
          )}
        </section>
      )}

      {part === 'table' && (
        <section aria-labelledby="vn-part">
          <h2 id="vn-part">{t('field.venn.head.table')}</h2>
          <p>{t('field.venn.lead.table')}</p>
          <Pairs view={view} />
        </section>
      )}

      {part === 'compare' && (
        <section aria-labelledby="vn-part">
          <h2 id="vn-part">{t('field.venn.head.compare')}</h2>
          <Compare record={record} />
        </section>
      )}
    </div>
  );
}

/** Who was named and has no circle here: the gap people should see (the eighth question). */
function LeftOut({ names }: { names: readonly string[] }): VNode | null {
  const { t, fmt } = useApp();
  if (names.length === 0) return null;
  return <p class="vn-left-out">{t('needs.venn.not-drawn', { names: fmt.list(names) })}</p>;
}
