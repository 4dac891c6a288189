import type { VNode } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { institutionKinds, recordLimits, type Institution } from '../../../needs/rules/session-record.ts';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { addCircle, removeCircle, removeInstitution, resize, type DiagramView } from './diagram.ts';
import { newItemId } from '../core/ids.ts';
import { circleSizes } from '../../../drawings/words.ts';

const marks = [1, 2, 3, 4, 5] as const;

/** The mouth of each face, from very bad to very good; brows of nothing: the words beside it say what is meant. */
const mouths = [
  'M8 17.5q4-4.5 8 0',
  'M8 16.8q4-2.4 8 0',
  'M8 16h8',
  'M8 15q4 2.6 8 0',
  'M7.5 14.5q4.5 5.4 9 0',
];

/** One face of the scale. */
function Face({ mark }: { mark: number }): VNode {
  return (
    <svg class="icon" width="28" height="28" viewBox="0 0 24 24" aria-hidden="true">
      <path d={`M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20zM8.5 9v1.2M15.5 9v1.2${mouths[mark - 1] ?? ''}`} />
    </svg>
  );
}

/** A mark from 1 to 5 by faces with words; a second press takes it back. */
function Marks({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number | null;
  onChange: (mark: number | null) => void;
}): VNode {
  const { t } = useApp();
  return (
    <fieldset class="vn-marks">
      <legend>{label}</legend>
      <div>
        {marks.map((mark) => (
          <button
            key={mark}
            type="button"
            aria-pressed={value === mark}
            onClick={() => onChange(value === mark ? null : mark)}
          >
            <Face mark={mark} />
            <span>
              <b>{mark}</b> {t(`needs.mark.${mark}`)}
            </span>
          </button>
        ))}
      </div>
    </fieldset>
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
  const record = useRecord();
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
    if (await confirm(t('field.venn.remove-ask', { name: institution.name }), t('field.venn.remove'))) {
      removeInstitution(edit, record, institution.id);
      onClose();
    }
  };
  return (
    <section class="vn-card card" aria-labelledby={`${id}-head`}>
      <div class="vn-card-head">
        <h3 id={`${id}-head`} tabIndex={-1} ref={head}>
          {number}. {institution.name}
        </h3>
        <button type="button" class="vn-icon" aria-label={t('field.venn.close')} onClick={onClose}>
          <Icon name="cross" />
        </button>
      </div>
      <div class="vn-field">
        <label for={`${id}-name`}>{t('needs.institutions.name')}</label>
        <input
          id={`${id}-name`}
          type="text"
          maxLength={recordLimits.name}
          autocomplete="off"
          value={institution.name}
          // An empty name would take the institution off the list: it is kept until something is written.
          onInput={(event) => {
            const name = event.currentTarget.value;
            if (name.trim() !== '') put({ name });
          }}
          onBlur={(event) => {
            if (event.currentTarget.value.trim() === '') event.currentTarget.value = institution.name;
          }}
        />
      </div>
      <div class="vn-field">
        <label for={`${id}-kind`}>{t('needs.institutions.kind')}</label>
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
        value={circle?.size ?? null}
        onChange={(size) => {
          if (size === null) {
            if (circle) removeCircle(edit, view, circle);
          } else if (circle) resize(edit, view, circle, size);
          else addCircle(edit, view, institution.id, size, newItemId());
        }}
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
      <Marks
        label={t('needs.institutions.quality')}
        value={institution.quality}
        onChange={(quality) => put({ quality })}
      />
      <Marks
        label={t('needs.institutions.satisfaction')}
        value={institution.satisfaction}
        onChange={(satisfaction) => put({ satisfaction })}
      />
      <div class="vn-field">
        <label for={`${id}-judgement`}>{t('needs.institutions.judgement')}</label>
        <textarea
          id={`${id}-judgement`}
          rows={3}
          maxLength={recordLimits.judgement}
          value={institution.judgement}
          onInput={(event) => put({ judgement: event.currentTarget.value })}
        />
      </div>
      <label class="vn-tick">
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
      <button type="button" class="btn ghost small" onClick={() => void remove()}>
        {t('field.venn.remove-from-list')}
      </button>
    </section>
  );
}

/** Not in this diagram, or one of three circles. */
export function SizeChoice({
  label,
  hideLabel,
  value,
  onChange,
}: {
  label: string;
  hideLabel?: boolean;
  value: (typeof circleSizes)[number] | null;
  onChange: (size: (typeof circleSizes)[number] | null) => void;
}): VNode {
  const { t } = useApp();
  return (
    <div class="vn-sizes" role="group" aria-label={label}>
      {!hideLabel && <p>{label}</p>}
      <div>
        <button type="button" aria-pressed={value === null} onClick={() => onChange(null)}>
          <span class="vn-none" aria-hidden="true">
            –
          </span>
          {t('field.venn.size-none')}
        </button>
        {circleSizes.map((size) => (
          <button key={size} type="button" aria-pressed={value === size} onClick={() => onChange(size)}>
            <span class={`vn-dot vn-dot-${size}`} aria-hidden="true" />
            {t(`needs.institution.size.${size}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
