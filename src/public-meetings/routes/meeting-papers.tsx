import type { Hono } from 'hono';
import { officeOf } from '../../cycle/data.ts';
import { executiveName, type PaperLang } from '../../cycle/documents/office.ts';
import type { Scope } from '../../meetings/routes/meeting-page.ts';
import { deliver, fileOf } from '../../needs/sessions/routes/session-papers.tsx';
import { askedOriginOf } from '../../platform/http/client.ts';
import { answerFile } from '../../platform/http/kept-file.ts';
import { missing, todayOf, type C, type Web } from '../../platform/http/web.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import type { PublicItem } from '../data/public-meetings.ts';
import { shortCode, standingPublication } from '../data/published.ts';
import { voteTexts } from '../data/votes.ts';
import { minutesPaper } from '../documents/minutes.ts';
import { noticeKinds, noticePaper, type NoticeFacts } from '../documents/notice.ts';
import { paperPack } from '../documents/paper-pack.ts';
import { publicPath } from '../views/public-meetings.tsx';
import { nothing, pageOf, placesOf } from './public-meeting-page.ts';

/** Papers of a meeting at `<at>/papers/poster.pdf` and so on. */
export function paperRoutes(app: Hono<Web>, at: string): void {
  app.get(
    `${at}/papers/:file{(?:${[...noticeKinds, 'pack', 'minutes'].join('|')})\\.(?:html|docx|pdf)}`,
    paper,
  );
}

export async function factsOf(
  scope: Scope,
  c: C,
  meeting: PublicItem,
  lang: PaperLang,
): Promise<NoticeFacts> {
  const office = await officeOf(scope, todayOf(c));
  const published = await standingPublication(scope, meeting.id);
  const { municipality, settings } = office;
  return {
    meeting,
    village: meeting.villageId === null ? undefined : (await placesOf(scope, c)).get(meeting.villageId),
    municipality: lang === 'ru' ? municipality.nameRu : municipality.nameKy,
    executive: executiveName(office, lang),
    contact: settings.contact,
    address: published ? `${askedOriginOf(c, c.get('services').env)}/meetings/${shortCode(meeting.id)}` : '',
  };
}

/** Papers are in Kyrgyz or Russian. */
export const paperLang = (c: C): PaperLang => (c.get('lang') === 'ru' ? 'ru' : 'ky');

export async function picture(c: C): Promise<Response> {
  const page = await pageOf(c, nothing);
  const posting = page?.meeting.postings.find((one) => one.id === c.req.param('postingId'));
  return await answerFile(c, posting?.fileId, c.get('page').t('public-meetings.picture'));
}

async function paper(c: C): Promise<Response> {
  const file = fileOf(c.req.param('file') ?? '', [...noticeKinds, 'pack', 'minutes']);
  const lang = paperLang(c);
  const page = await pageOf(c, async (scope, meeting) => ({
    facts: await factsOf(scope, c, meeting, lang),
    minutes: {
      office: await officeOf(scope, todayOf(c)),
      registration: { number: null, issuedOn: null, signedBy: null, isDraft: true },
      meeting,
      villages: await placesOf(scope, c),
      votes: await voteTexts(scope, meeting),
      // The list of who came is for those who invite and record.
      open: false,
      annex: false,
    },
  }));
  if (!page || !file) return missing(c);
  const { kind, format } = file;
  const i18n = i18nFor(lang);
  const notice = noticeKinds.find((one) => one === kind);
  const model =
    notice !== undefined
      ? noticePaper(i18n, notice, page.facts)
      : kind === 'pack'
        ? paperPack(i18n, { meeting: page.meeting, municipality: page.facts.municipality })
        : minutesPaper(page.minutes, lang);
  const back = publicPath(page.meeting);
  return await deliver(c, model, format, { path: `${back}/papers/${kind}`, query: '', back });
}
