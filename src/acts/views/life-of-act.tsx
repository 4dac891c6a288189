import { Form } from '../../platform/forms/form.tsx';
import { useI18n } from '../../platform/i18n/context.ts';
import { DateField, FileField, SelectField, TextArea } from '../../platform/ui/fields.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';
import { Card, Tag, type Tone } from '../../platform/ui/surfaces.tsx';
import { noteEvent } from '../commands/note-event.ts';
import type { ActEvent, ActMark, ActRow } from '../data.ts';

const tones: Readonly<Record<ActEvent['kind'], Tone>> = {
  scan: 'info',
  addendum: 'info',
  objection: 'warn',
  contested: 'warn',
  protested: 'warn',
  upheld: 'ok',
  courtAnnulled: 'bad',
  decision: 'warn',
};

/** Scans with their hash, addenda, objections, what was contested: the paper that was signed stays as it is. */
export function LifeOfAct({
  act,
  events,
  may,
  today,
}: {
  act: ActRow;
  events: readonly ActEvent[];
  may: { readonly register: boolean };
  today: string;
}) {
  const { t, fmt, href } = useI18n();
  const base = useRoom('acts');
  if (act.state === 'draft') return null;
  return (
    <Card title={t('acts.life.title')}>
      {events.length === 0 ? (
        <p class="hint">{t('acts.life.empty')}</p>
      ) : (
        <ul class="plain">
          {events.map((one) => (
            <li key={one.id}>
              <Tag tone={tones[one.kind]}>{t(`acts.event.${one.kind}`)}</Tag> {fmt.date(one.on)}
              {one.text !== '' && (
                <>
                  <br />
                  {one.text}
                </>
              )}
              {one.fileId !== null && (
                <>
                  <br />
                  <a href={href(`${base}/${act.id}/events/${one.id}/file`)}>{t('acts.life.file')}</a>{' '}
                  <small>
                    SHA-256 <code>{one.fileId.slice(0, 16)}…</code>
                  </small>
                </>
              )}
              <br />
              <small>{t('acts.life.by', { name: one.byName, day: fmt.dateTime(one.at) })}</small>
            </li>
          ))}
        </ul>
      )}
      {may.register && (
        <Form
          of={noteEvent}
          action={`${base}/${act.id}/events`}
          id="event"
          multipart
          row={{ on: today }}
          submit={t('ui.add')}
          fold={{ text: t('acts.life.add') }}
        >
          {(f) => (
            <>
              <SelectField {...f('kind')} />
              <DateField {...f('on')} max={today} />
              <TextArea {...f('text')} rows={3} />
              <FileField
                name="scan"
                label={t('acts.life.pages')}
                hint={t('acts.life.pages-hint')}
                accept="image/*,application/pdf"
              />
            </>
          )}
        </Form>
      )}
    </Card>
  );
}

/** What residents read beside the paper: that it was added to, contested, annulled by a court. */
export function ActMarks({ marks }: { marks: readonly ActMark[] }) {
  const { t, fmt } = useI18n();
  return (
    <>
      {marks.map((one) => (
        <p key={`${one.kind} ${one.on}`}>
          <Tag tone={tones[one.kind]}>{t(`acts.event.${one.kind}`)}</Tag> {fmt.date(one.on)}
        </p>
      ))}
    </>
  );
}
