import { expect, test } from 'vitest';
import { i18nFor } from '../platform/i18n/i18n.ts';
import type { PublishedMeeting } from './data/published.ts';
import { calendarOf, feedOf } from './documents/feeds.tsx';

// What programs of others read of meetings: whatever was typed into a title or a place stays text there.

const i18n = i18nFor('ky');
const origin = 'https://ashar.example';
const typed = 'А\u000b; B, </title><script>x</script> 😀\nBEGIN:VEVENT';
const meeting = {
  id: '00000000-0000-4000-8000-000000000001',
  municipalityId: '00000000-0000-4000-8000-000000000002',
  version: 3,
  publishedAt: new Date('2026-06-20T06:00:00Z'),
  snapshot: {
    ...{
      stage: 'called',
      meetingId: '00000000-0000-4000-8000-000000000003',
      form: 'hearing',
      topic: 'budget',
    },
    ...{ lang: 'ky', title: `${typed}${'😀'.repeat(60)}`, titleOther: '', village: null, held: null },
    ...{ municipality: { ky: 'Көк', ru: 'Кок' }, venue: 'Клуб; 2,\u0008\r\nEND:VCALENDAR' },
    ...{ plannedOn: '2026-06-12', startsAt: null, endsAt: null },
  },
} as unknown as PublishedMeeting;

test('a calendar: what was typed is text, a long title is folded by whole letters, a day without an hour stays its day', async () => {
  const file = await calendarOf(i18n, [meeting], { name: 'А; б,\nв', origin });
  const lines = file.split('\r\n');
  for (const line of lines) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
  expect(lines.filter((line) => line.startsWith('BEGIN:VEVENT'))).toHaveLength(1);
  expect(lines.filter((line) => line.startsWith('END:VCALENDAR'))).toHaveLength(1);
  const whole = file.replaceAll('\r\n ', '');
  expect(whole).toContain(
    String.raw`SUMMARY:Коомдук угуу: А\; B\, </title><script>x</script> 😀\nBEGIN:VEVENT${'😀'.repeat(60)}`,
  );
  expect(whole).toContain(String.raw`X-WR-CALNAME:А\; б\,\nв`);
  expect(whole).toContain('DTSTART;VALUE=DATE:20260612');
  expect(whole).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
});

test('a feed: a title with marks and characters that XML cannot hold leaves it whole', () => {
  const feed = feedOf(i18n, [meeting], { title: 'Т & <б>', self: `${origin}/?a&b`, origin, now: new Date() });
  expect(feed).toContain('А; B, &lt;/title>&lt;script>x&lt;/script> 😀\nBEGIN:VEVENT');
  expect(feed).toContain('<title>Т &amp; &lt;б>');
  expect(feed.match(/<title>/g)).toHaveLength(2);
  expect(feed).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
});
