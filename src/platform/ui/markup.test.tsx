import { renderToString } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import { drawn, markup } from './markup.ts';

it('what people wrote never becomes markup, in words or in attributes', () => {
  const wrote = `"><script>alert('&')</script>`;
  const text = markup`<a href="${wrote}">${wrote}</a>`;
  expect(renderToString(<p>{drawn(text)}</p>)).toBe(
    renderToString(
      <p>
        <a href={wrote}>{wrote}</a>
      </p>,
    ),
  );
  expect(markup`<b>${text}</b>`.text).toBe(`<b>${text.text}</b>`);
});

it('absent words leave nothing, numbers and lists stand as they are, and a tree may stand between', () => {
  const rows = [1, 2].map((value) => markup`<li value="${value}"></li>`);
  const list = markup`<ol>${rows}${undefined}${null}${false}${''}`;
  expect(renderToString(<div>{drawn(list, ['a & b', <i key="i">c</i>], markup`</ol>`)}</div>)).toBe(
    '<div><ol><li value="1"></li><li value="2"></li>a &amp; b<i>c</i></ol></div>',
  );
});
