import type { MarkedToken, Token, Tokens } from 'marked';
import type { ComponentChildren } from 'preact';
import { usePage } from '../../platform/ui/page-context.ts';
import type { ManualPage } from '../data.ts';

type Of = Pick<ManualPage, 'title' | 'idOf'>;

/**
 * The text of a page, drawn by our own components: nothing of a file reaches a browser as HTML, so what looks like
 * HTML in it stands there as letters.
 */
export function Markdown({ tokens, page }: { tokens: readonly Token[]; page: Of }) {
  return (
    <>
      {tokens.map((token, i) => (
        <One key={i} token={token as MarkedToken} page={page} />
      ))}
    </>
  );
}

function One({ token, page }: { token: MarkedToken; page: Of }): ComponentChildren {
  switch (token.type) {
    case 'heading': {
      const Heading = token.depth <= 2 ? 'h2' : 'h3';
      return (
        <Heading id={page.idOf.get(token)}>
          <Markdown tokens={token.tokens} page={page} />
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p>
          <Markdown tokens={token.tokens} page={page} />
        </p>
      );
    case 'list':
      return <List of={token} page={page} />;
    case 'table':
      return <Table of={token} page={page} />;
    case 'code':
      // Long lines scroll, also by the keyboard.
      return (
        <pre tabIndex={0}>
          <code>{token.text}</code>
        </pre>
      );
    case 'strong':
      return (
        <strong>
          <Markdown tokens={token.tokens} page={page} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Markdown tokens={token.tokens} page={page} />
        </em>
      );
    case 'codespan':
      return <code>{token.text}</code>;
    case 'link':
      return <Link of={token} page={page} />;
    case 'br':
      return <br />;
    case 'space':
      return null;
    case 'text':
      return token.tokens ? <Markdown tokens={token.tokens} page={page} /> : token.text;
    case 'escape':
      return token.text;
    default:
      return token.raw;
  }
}

function Link({ of, page }: { of: Tokens.Link; page: Of }) {
  const { href } = usePage();
  const words = <Markdown tokens={of.tokens} page={page} />;
  const leads = /^(\/manual\/|https:\/\/|#)/.test(of.href);
  return leads ? <a href={href(of.href)}>{words}</a> : words;
}

function List({ of, page }: { of: Tokens.List; page: Of }) {
  const items = of.items.map((item, i) => (
    <li key={i}>
      <Markdown tokens={item.tokens} page={page} />
    </li>
  ));
  return of.ordered ? <ol start={of.start === '' ? undefined : of.start}>{items}</ol> : <ul>{items}</ul>;
}

function Table({ of, page }: { of: Tokens.Table; page: Of }) {
  const { t } = usePage();
  return (
    <div
      class="table-scroll"
      tabIndex={0}
      role="region"
      aria-label={t('ui.table.scroll', { caption: page.title })}
    >
      <table>
        <thead>
          <tr>
            {of.header.map((cell, i) =>
              cell.tokens.length === 0 ? (
                <td key={i} />
              ) : (
                <th key={i} scope="col">
                  <Markdown tokens={cell.tokens} page={page} />
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {of.rows.map((row, r) => (
            <tr key={r}>
              {row.map((cell, i) => (
                <td key={i}>
                  <Markdown tokens={cell.tokens} page={page} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
