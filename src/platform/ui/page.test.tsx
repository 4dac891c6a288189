import { describe, expect, it } from 'vitest';
import { Form } from './form.tsx';
import { useScript } from './head.ts';
import { Layout } from './layout.tsx';
import { PageHeader } from './page-header.tsx';
import { renderPage } from './render-page.tsx';
import { renderView, testPage } from './testing.tsx';

const nav = [
  { path: '/', label: 'Башкы бет' },
  { path: '/needs', label: 'Муктаждыктар' },
  { path: '/needs/sessions', label: 'Сессиялар' },
];

function Board() {
  useScript('board.client.js');
  return <div />;
}

describe('a page', () => {
  it('is a whole document in its language', () => {
    const html = renderPage(
      testPage('ru', { path: '/needs', query: '?y=1&z=2', origin: 'https://ashar.example' }),
      <Layout title={'Список <"важных"> проблем'} description="О чём" feed="/feed.atom">
        x
      </Layout>,
    );
    expect(html.startsWith('<!doctype html><html lang="ru"><head><meta charset="utf-8">')).toBe(true);
    expect(html).toContain('<title>Список &lt;&quot;важных&quot;&gt; проблем · Ашар</title>');
    expect(html).toContain('<meta name="description" content="О чём">');
    expect(html).toContain('rel="canonical" href="https://ashar.example/ru/needs"');
    expect(html).toContain('hreflang="ky" href="https://ashar.example/needs?y=1&amp;z=2"');
    expect(html).toContain('type="application/atom+xml" href="/ru/feed.atom"');
    expect(html).not.toContain('staff.css');
    expect(html).not.toContain('<script');
  });

  it('keeps staff pages out of search engines', () => {
    const html = renderPage(testPage(), <Layout title="x" variant="staff" children="y" />);
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(html).not.toContain('canonical');
    expect(html).toContain('/assets/staff.css');
  });

  it('loads scripts and style sheets only where a part asks for them, each once', () => {
    const html = renderPage(
      testPage('ky', { cspNonce: 'n1' }),
      <Layout title="x" variant="public">
        <Board />
        <Board />
        <Form action="/a" />
        <Form action="/b" id="g" />
      </Layout>,
    );
    expect(html.match(/board\.client\.js/g)).toHaveLength(1);
    expect(html).toContain('<script type="module" nonce="n1" src="/assets/board.client.js"></script>');
    expect(html.match(/staff\.css/g)).toHaveLength(1);
  });

  it('uses no inline style and no inline script, which the content policy forbids', () => {
    const html = renderPage(
      testPage('ky', { nav }),
      <Layout title="x" children={<PageHeader title="y" />} />,
    );
    expect(html).not.toMatch(/\sstyle=|<style|\son\w+=/);
  });
});

describe('the frame', () => {
  it('marks the longest matching entry as current, and only that', () => {
    const html = renderView(<Layout title="x" children="" />, 'en', { nav, path: '/needs/sessions/7' });
    expect(html.match(/aria-current="page"/g)).toHaveLength(1);
    expect(html).toContain('href="/en/needs/sessions" aria-current="page"');
  });

  it('keeps path and query in the language switch', () => {
    const html = renderView(<Layout title="x" children="" />, 'ru', { path: '/needs', query: '?page=2' });
    expect(html).toContain('href="/needs?page=2" lang="ky"');
    expect(html).toContain('href="/ru/needs?page=2" lang="ru" hreflang="ru" aria-current="true"');
    expect(html).toContain('href="/en/needs?page=2" lang="en"');
  });

  it('starts with the link to the content and signs out by a post with the token', () => {
    const html = renderView(<Layout title="x" variant="staff" children="" />, 'ky', {
      nav,
      actor: { name: 'Б. Асанова', path: '/account' },
    });
    expect(html).toMatch(/^<body class="staff"><a class="skip" href="#main">/);
    expect(html).toContain('<main id="main"');
    expect(html).toContain(
      '<form method="post" action="/sign-out" data-sign-out><input type="hidden" name="csrf" value="test-token"',
    );
    expect(html).toContain('<details class="menu"><summary>');
  });

  it('escapes names', () => {
    const html = renderView(<Layout title="x" children="" />, 'ky', {
      municipality: { id: '1', name: '<img src=x onerror=alert(1)>' },
    });
    expect(html).toContain('&lt;img src=x');
    expect(html).not.toContain('<img');
  });
});
