import type { VNode } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import {
  institutionKinds,
  recordLimits,
  type Institution,
} from '../../../needs/sessions/rules/session-record.ts';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { addCircle, removeCircle, removeInstitution, resize, type DiagramView } from './diagram.ts';
import { newItemId } from '../core/ids.ts';
import { circleSizes } from '../../../drawings/words.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { LineField } from '../kit/line-field.tsx';
import { orNone, Segments } from '../kit/segments.tsx';

const marks = [1, 2, 3, 4, 5] as const;

/** The mouth of each face, from very bad to very good; brows of nothing: the words beside it say what is meant. */
const mouths = [
  'M8 17.5q4-4.5 8 0',
  'M8 16.8q4-2.4 8 0',
  'M8 16h8',
  'M8 15q4 2.6 8 0',
  'M7.5 14.5q4.5 5.4 9 0',
];

/** One face of the scale, with its words. */
function Face({ mark }: { mark: number }): VNode {
  const { t } = useApp();
  return (
    <>
      <svg class="icon" width="28" height="28" viewBox="0 0 24 24" aria-hidden="true">
        <path d={`M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20zM8.5 9v1.2M15.5 9v1.2${mouths[mark - 1] ?? ''}`} />
      </svg>
      <span>
        <b>{mark}</b> {t(`needs.mark.${mark}`)}
      </span>
    </>
  );
}

/** Everything about one institution: name, kind, its circle in this diagram, what people say of its work. */
export function InstitutionCard({
  institution,
  number,
  view,
  focus,
  onClose,
}: {
  institution: Institution;
  number: number;
  view: DiagramView;
  /** Brings the reader here, after Enter on a circle. */
  focus: boolean;
  onClose: () => void;
}): VNode {
  const { t, confirm } = useApp();
  const { edit } = useMeeting();
  const record = useRecord('institutions', 'circles', 'links');
  const id = useId();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) head.current?.focus();
  }, [focus, institution.id]);
  const circle = view.drawn.find((one) => one.institution.id === institution.id)?.circle;
  const put = (fields: Partial<Omit<Institution, 'id'>>) => edit.put('institutions', institution.id, fields);
  const ties = circle
    ? view.drawn.filter(
        (one) => one.circle.id !== circle.id && view.relation(circle.id, one.circle.id) !== 'separate',
      )
    : [];
  const remove = async () => {
    if (await confirm(t('field.venn.remove-ask', { name: institution.name }), t('ui.delete'))) {
      removeInstitution(edit, record, institution.id);
      onClose();
    }
  };
  return (
    <section class="vn-card card" aria-labelledby={`${id}-head`}>
      <div class="kit-head vn-card-head">
        <h3 id={`${id}-head`} tabIndex={-1} ref={head}>
          {number}. {institution.name}
        </h3>
        <IconButton icon="cross" label={t('ui.close')} onClick={onClose} />
      </div>
      <LineField
        // An empty name would take the institution off the list.
        mustStand
        label={t('ui.field.name')}
        maxLength={recordLimits.name}
        value={institution.name}
        onValue={(name) => put({ name })}
      />
      <div class="field">
        <label for={`${id}-kind`}>{t('ui.field.kind')}</label>
        <select
          id={`${id}-kind`}
          value={institution.kind ?? ''}
          onChange={(event) =>
            put({ kind: institutionKinds.find((kind) => kind === event.currentTarget.value) ?? null })
          }
        >
          <option value="">{t('field.venn.kind-unknown')}</option>
          {institutionKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`needs.institution.kind.${kind}`)}
            </option>
          ))}
        </select>
      </div>
      <SizeChoice
        label={t('field.venn.size-in', { diagram: t(`needs.venn.${view.diagram}`) })}
        institutionId={institution.id}
        view={view}
      />
      {circle && (
        <p class="vn-ties">
          {ties.length === 0
            ? t('field.venn.no-ties')
            : ties
                .map((one) =>
                  t('field.venn.stands', {
                    name: one.institution.name,
                    relation: t(`needs.institution.relation.${view.relation(circle.id, one.circle.id)}`),
                  }),
                )
                .join('; ')}
        </p>
      )}
      <Segments
        shown
        look="tiles"
        class="vn-marks"
        label={t('needs.institutions.quality')}
        value={institution.quality}
        of={marks}
        words={(mark) => <Face mark={mark} />}
        onValue={orNone(institution.quality, (quality) => put({ quality }))}
      />
      <Segments
        shown
        look="tiles"
        class="vn-marks"
        label={t('needs.institutions.satisfaction')}
        value={institution.satisfaction}
        of={marks}
        words={(mark) => <Face mark={mark} />}
        onValue={orNone(institution.satisfaction, (satisfaction) => put({ satisfaction }))}
      />
      <LineField
        rows={3}
        label={t('ui.field.judgement')}
        maxLength={recordLimits.judgement}
        value={institution.judgement}
        onValue={(judgement) => put({ judgement })}
      />
      <label class="choice">
        <input
          type="checkbox"
          checked={institution.executive}
          onChange={(event) => {
            const executive = event.currentTarget.checked;
            edit.together(() => {
              // One at most: the others' ties are told to it.
              if (executive)
                for (const one of record.institutions)
                  if (one.executive && one.id !== institution.id)
                    edit.put('institutions', one.id, { executive: false });
              put({ executive });
            });
          }}
        />
        {t('field.venn.is-executive')}
      </label>
      <Button look="ghost" small onClick={() => void remove()}>
        {t('meetings.people.remove')}
      </Button>
    </section>
  );
}

/** Not in this diagram, or one of three circles. */
export function SizeChoice({
  label,
  hideLabel,
  institutionId,
  view,
}: {
  label: string;
  hideLabel?: boolean;
  institutionId: string;
  view: DiagramView;
}): VNode {
  const { t } = useApp();
  const { edit } = useMeeting();
  const circle = view.drawn.find((one) => one.institution.id === institutionId)?.circle;
  return (
    <Segments
      shown={!hideLabel}
      look="tiles"
      class="vn-sizes"
      label={label}
      value={circle?.size ?? 'none'}
      of={['none', ...circleSizes] as const}
      words={(size) => (
        <>
          <span class={`vn-dot vn-dot-${size}`} aria-hidden="true" />
          {t(size === 'none' ? 'ui.none' : `needs.institution.size.${size}`)}
        </>
      )}
      onValue={(size) => {
        if (size === 'none') {
          if (circle) removeCircle(edit, view, circle);
        } else if (circle) resize(edit, view, circle, size);
        else addCircle(edit, view, institutionId, size, newItemId());
      }}
    />
  );
}
