import type { Question } from '../../decisions/data/questions.ts';
import { Form } from '../../platform/forms/form.tsx';
import { DateField, FileField, RadioGroup, TextArea } from '../../platform/ui/fields.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Tag, type Tone } from '../../platform/ui/surfaces.tsx';
import { noteDecision } from '../commands/note-decision.ts';
import { publicPath, type PublicPageProps } from './public-meetings.tsx';

const tones: Readonly<Record<Question['events'][number]['kind'], Tone>> = {
  contested: 'warn',
  protested: 'warn',
  upheld: 'ok',
  courtAnnulled: 'bad',
};

/** What befell one decision since, with its papers; the vote and the rest of the minutes stay as they are. */
export function Befell({
  meeting,
  question,
  may,
  today,
}: Pick<PublicPageProps, 'meeting' | 'today'> & { question: Question; may: boolean }) {
  const { t, fmt, href } = usePage();
  const at = publicPath(meeting, `/votes/${question.id}/events`);
  if (question.state !== 'closed') return null;
  return (
    <>
      {question.events.length > 0 && (
        <ul class="plain">
          {question.events.map((one) => (
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
          id={`befell-${question.number}`}
          multipart
          row={{ on: today }}
          submit={t('ui.add')}
          submitLook="ghost"
          fold={{ text: t('public-meetings.befell', { number: question.number }), look: 'ghost' }}
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
