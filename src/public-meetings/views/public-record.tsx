import { Form } from '../../platform/forms/form.tsx';
import { typedText } from '../../platform/i18n/typed-text.ts';
import { Button } from '../../platform/ui/button.tsx';
import {
  CheckboxField,
  DateField,
  FileField,
  HiddenField,
  NumberField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '../../platform/ui/fields.tsx';
import { ActionForm, FieldGroup } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Tag } from '../../platform/ui/surfaces.tsx';
import { Lines } from '../../meetings/views/record.tsx';
import { isTypedLater, paperText } from '../../meetings/rules/from-paper.ts';
import { addPosting } from '../commands/add-posting.ts';
import { addSpeech } from '../commands/add-speech.ts';
import { saveHeard } from '../commands/save-heard.ts';
import { saveNotice } from '../commands/save-notice.ts';
import { speakerText } from '../documents/minutes.ts';
import type { VillageOption } from './about-fields.tsx';
import { PublicFrame, publicPath, type PublicPageProps } from './public-meetings.tsx';

type Place = { readonly nameKy: string; readonly nameRu: string };

/** What is heard while the meeting goes on: each point, and everybody who speaks or writes a slip. */
export function PublicRecordPage({
  meeting,
  mayRecord,
  villages,
  places,
  today,
}: PublicPageProps & { villages: readonly VillageOption[]; places: ReadonlyMap<string, Place> }) {
  const i18n = usePage();
  const { t, lang } = i18n;
  const path = (rest: string) => publicPath(meeting, rest);
  const items = meeting.agenda.map((item, index) => ({
    value: item.id,
    label: `${index + 1}. ${typedText(i18n, { text: item.text, lang: meeting.titleLang, other: item.other })}`,
  }));
  return (
    <PublicFrame meeting={meeting} mayRecord={mayRecord} title={t('public-meetings.record')}>
      <Card title={t('public-meetings.speak-add')}>
        <Form
          of={addSpeech}
          action={path('/speeches')}
          id="speech"
          submit={t('ui.add')}
          row={{
            ...{ kind: 'speech', textLang: lang === 'ru' ? 'ru' : 'ky' },
            fromPaper: isTypedLater(meeting, today),
          }}
        >
          {(f) => (
            <>
              {items.length > 0 && (
                <SelectField {...f('agendaItemId')} options={items} empty={t('ui.none')} />
              )}
              <RadioGroup {...f('kind')} inline />
              <TextArea {...f('text')} rows={3} />
              <RadioGroup {...f('textLang')} inline />
              <RadioGroup {...f('sex')} inline />
              <SelectField {...f('villageId')} options={villages} empty={t('ui.none')} />
              <CheckboxField {...f('fromPaper')} hint={t('meetings.from-paper.hint')} />
              <details>
                <summary>{t('public-meetings.speak-more')}</summary>
                <TextField {...f('official')} hint={t('public-meetings.field.official-hint')} />
                <TextField {...f('residentName')} />
                <CheckboxField {...f('nameAgreed')} value="yes" />
                <NumberField {...f('slip')} />
                <NumberField {...f('minutes')} unit={t('public-meetings.minutes-unit')} />
              </details>
            </>
          )}
        </Form>
      </Card>
      {meeting.speeches.length > 0 && (
        <Card title={t('public-meetings.said')}>
          <ol class="plain">
            {meeting.speeches.toReversed().map((one) => (
              <li key={one.id}>
                <strong>
                  {one.number}. {speakerText(i18n, one, places)}
                </strong>{' '}
                {one.kind !== 'speech' && <Tag>{t(`public-meetings.speech.${one.kind}`)}</Tag>}{' '}
                {one.slip !== null && <small>{t('public-meetings.slip', { number: one.slip })}</small>}{' '}
                {one.paperTypedOn !== null && <small>{paperText(i18n, one.paperTypedOn, meeting)}</small>}
                <Lines text={one.text} />
                <ActionForm action={path(`/speeches/${one.id}/remove`)}>
                  <Button
                    look="plain"
                    small
                    label={t('public-meetings.speak-remove', { number: one.number })}
                  >
                    {t('ui.remove')}
                  </Button>
                </ActionForm>
              </li>
            ))}
          </ol>
        </Card>
      )}
      {meeting.agenda.map((item, index) => (
        <Card key={item.id} title={`${index + 1}. ${item.text}`}>
          <Form
            of={saveHeard}
            action={path(`/agenda/${item.id}/heard`)}
            id={`heard-${item.id}`}
            row={{ heard: item.heard, decision: item.decision }}
            submit={t('ui.save')}
            submitLook="ghost"
          >
            {(f) => (
              <>
                <HiddenField name="heardBefore" value={item.heard} />
                <HiddenField name="decisionBefore" value={item.decision} />
                <TextArea {...f('heard')} rows={4} />
                <TextArea {...f('decision')} rows={2} hint={t('public-meetings.field.decision-hint')} />
              </>
            )}
          </Form>
        </Card>
      ))}
      {meeting.agenda.length === 0 && <p class="hint">{t('public-meetings.no-agenda')}</p>}
    </PublicFrame>
  );
}

/** What residents are told beforehand, where it was hung and read out, the card to pass on. */
export function NoticePage({ meeting, mayRecord, today, card }: PublicPageProps & { card: string }) {
  const { t, fmt, href } = usePage();
  const path = (rest: string) => publicPath(meeting, rest);
  return (
    <PublicFrame meeting={meeting} mayRecord={mayRecord} title={t('public-meetings.notice')}>
      <Card>
        <p class="hint">{t('public-meetings.notice-hint')}</p>
        <Form of={saveNotice} row={meeting} id="notice" submit={t('ui.save')} cancel={publicPath(meeting)}>
          {(f) => (
            <>
              <TextArea {...f('nature')} rows={3} />
              <TextArea {...f('whoComes')} rows={2} />
              <FieldGroup legend={t('public-meetings.field.study')}>
                <DateField {...f('studyFrom')} />
                <TextArea {...f('studyPlace')} rows={2} />
              </FieldGroup>
              <TextArea {...f('proposalsHow')} rows={3} />
              <TextArea {...f('budgetFacts')} rows={3} hint={t('public-meetings.field.budget-facts-hint')} />
              <TextArea {...f('noticeOther')} rows={4} hint={t('public-meetings.field.other-hint')} />
            </>
          )}
        </Form>
      </Card>
      <Card title={t('public-meetings.postings')}>
        <div id="postings">
          {meeting.postings.length > 0 && (
            <ul>
              {meeting.postings.map((one) => (
                <li key={one.id}>
                  {fmt.date(one.postedOn)}: {t(`public-meetings.channel.${one.channel}`)}
                  {one.place !== '' && `, ${one.place}`}{' '}
                  {one.fileId !== null && (
                    <a href={href(path(`/postings/${one.id}/picture`))}>{t('public-meetings.picture')}</a>
                  )}
                  <ActionForm action={path(`/postings/${one.id}/remove`)}>
                    <Button
                      look="plain"
                      small
                      label={`${t('ui.remove')}: ${t(`public-meetings.channel.${one.channel}`)}`}
                    >
                      {t('ui.remove')}
                    </Button>
                  </ActionForm>
                </li>
              ))}
            </ul>
          )}
          <Form
            of={addPosting}
            action={path('/postings')}
            id="posting"
            multipart
            row={{ postedOn: today }}
            submit={t('public-meetings.posting-add')}
            submitLook="ghost"
          >
            {(f) => (
              <>
                <SelectField {...f('channel')} />
                <TextField {...f('place')} />
                <DateField {...f('postedOn')} max={today} />
                <FileField
                  name="picture"
                  label={t('public-meetings.picture')}
                  hint={t('public-meetings.picture-hint')}
                  accept="image/*"
                />
              </>
            )}
          </Form>
        </div>
      </Card>
      <Card title={t('public-meetings.card')} look="quiet">
        <p class="hint">{t('public-meetings.card-hint')}</p>
        <TextArea name="card" label={t('public-meetings.card')} value={card} rows={8} />
      </Card>
    </PublicFrame>
  );
}
