import type { decisionEventKinds } from '../../decisions/rules/question.ts';
import { Form } from '../../platform/forms/form.tsx';
import { DateField, FileField, RadioGroup, TextArea } from '../../platform/ui/fields.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Tag, type Tone } from '../../platform/ui/surfaces.tsx';
import { noteDecision } from '../commands/note-decision.ts';

type Befallen = {
  readonly id: string;
  readonly kind: (typeof decisionEventKinds)[number];
  readonly on: string;
  readonly text: string;
  readonly fileId: string | null;
};

const tones: Readonly<Record<Befallen['kind'], Tone>> = {
  contested: 'warn',
  protested: 'warn',
  upheld: 'ok',
  courtAnnulled: 'bad',
};

/** What befell one decision since, with its papers; the decision and the rest of the minutes stay as they are. */
export function Befell({
  events,
  at,
  id,
  offer,
  may,
  today,
}: {
  events: readonly Befallen[];
  /** Where it is written down, and its papers lie. */
  at: string;
  id: string;
  /** What the folded form says. */
  offer: string;
  may: boolean;
  today: string;
}) {
  const { t, fmt, href } = usePage();
  return (
    <>
      {events.length > 0 && (
        <ul class="plain">
          {events.map((one) => (
            <li key={one.id}>
              <Tag tone={tones[one.kind]}>{t(`acts.event.${one.kind}`)}</Tag> {fmt.date(one.on)}: {one.text}{' '}
              {one.fileId !== null && <a href={href(`${at}/${one.id}/file`)}>{t('acts.life.file')}</a>}
            </li>
          ))}
        </ul>
      )}
      {may && (
        <Form
          of={noteDecision}
          action={at}
          id={id}
          multipart
          row={{ on: today }}
          submit={t('ui.add')}
          submitLook="ghost"
          fold={{ text: offer, look: 'ghost' }}
        >
          {(f) => (
            <>
              <RadioGroup {...f('kind')} />
              <DateField {...f('on')} max={today} />
              <TextArea {...f('text')} rows={2} />
              <FileField
                name="paper"
                label={t('acts.life.pages')}
                hint={t('acts.life.pages-hint')}
                accept="image/*,application/pdf"
              />
            </>
          )}
        </Form>
      )}
    </>
  );
}
