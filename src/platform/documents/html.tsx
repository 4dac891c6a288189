import type { ComponentChildren, JSX } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { drawingSvg, pixelsOf } from './drawing.ts';
import type {
  BilingualBlock,
  Clause,
  DocumentModel,
  FlowBlock,
  ImageSource,
  Layout,
  PageBreakBlock,
  ResolvedPage,
  RichText,
  Section,
  TableBlock,
} from './model.ts';
import { DRAFT_WATERMARK, numberClauses, runsOf, sectionsOf } from './model.ts';
import type { GridCell, GridRow } from './table-grid.ts';
import { columnWidths, tableFontSize, tableGrid } from './table-grid.ts';

type Heading = 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';

const headingTag = (level: number): Heading => `h${Math.min(Math.max(level, 1), 6)}` as Heading;

function Text({ text }: { text: RichText }): JSX.Element {
  return (
    <>
      {runsOf(text).map((run) => {
        const lines = run.text.split('\n');
        let content: ComponentChildren = lines.flatMap((line, index) =>
          index === 0 ? [line] : [<br />, line],
        );
        if (run.underline) content = <u>{content}</u>;
        if (run.italic) content = <em>{content}</em>;
        if (run.bold) content = <strong>{content}</strong>;
        return content;
      })}
    </>
  );
}

const Blank = ({ size = 'wide' }: { size?: 'wide' | 'short' }) => (
  <span class={`doc-blank doc-blank-${size}`} />
);

function Picture({ image, alt }: { image: ImageSource; alt: string }): JSX.Element {
  if ('drawing' in image)
    return <span class="doc-drawing" dangerouslySetInnerHTML={{ __html: drawingSvg(image.drawing, alt) }} />;
  const { data, format, src } = pixelsOf(image);
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const source = src ?? `data:image/${format};base64,${bytes.toString('base64')}`;
  return <img src={source} alt={alt} loading="lazy" />;
}

function GridCellView({ cell, kind }: { cell: GridCell; kind: GridRow['kind'] }): JSX.Element {
  const classes = [`doc-${cell.align}`, cell.bold ? 'doc-bold' : ''].filter((name) => name !== '').join(' ');
  const spans = {
    colSpan: cell.columnSpan > 1 ? cell.columnSpan : undefined,
    rowSpan: cell.rowSpan > 1 ? cell.rowSpan : undefined,
  };
  if (!cell.heading)
    return (
      <td class={classes} {...spans}>
        <Text text={cell.text} />
      </td>
    );
  const scope =
    kind === 'head' ? (cell.columnSpan > 1 ? 'colgroup' : 'col') : cell.rowSpan > 1 ? 'rowgroup' : 'row';
  return (
    <th class={classes} scope={scope} {...spans}>
      <Text text={cell.text} />
    </th>
  );
}

/** What a block must know of the sheet it stands on. */
type Sheet = { readonly page: ResolvedPage; readonly layout: 1 | Layout };

function TableView({ block, sheet }: { block: TableBlock; sheet: Sheet }): JSX.Element {
  const { page, layout } = sheet;
  const grid = tableGrid(block);
  // The same shares as on paper; the unit does not matter, only the ratio of text to width.
  const points = ((page.width - page.left - page.right) * 72) / 25.4;
  const widths = columnWidths(grid, points, tableFontSize(block, page.fontSize), 12, layout);
  const rows = (kind: GridRow['kind']) =>
    grid.rows
      .filter((row) => row.kind === kind)
      .map((row) => (
        <tr class={row.empty ? 'doc-empty' : undefined}>
          {row.cells.map((cell) => (
            <GridCellView cell={cell} kind={kind} />
          ))}
        </tr>
      ));
  const head = rows('head');
  const foot = rows('foot');
  const breadth = grid.columnCount >= 7 ? 'doc-broad' : grid.columnCount >= 4 ? 'doc-middling' : '';
  const classes = [
    'doc-table',
    breadth,
    block.compact ? 'doc-compact' : '',
    block.ruled === false ? 'doc-unruled' : '',
  ]
    .filter((name) => name !== '')
    .join(' ');
  return (
    <div class="doc-scroll" tabIndex={0} role="group" aria-label={block.caption}>
      <table class={classes}>
        {block.caption ? <caption>{block.caption}</caption> : null}
        {/* The width attribute, because the content security policy allows no style attributes. */}
        <colgroup>
          {widths.map((width) => (
            <col width={`${((100 * width) / points).toFixed(1)}%`} />
          ))}
        </colgroup>
        {head.length > 0 ? <thead>{head}</thead> : null}
        <tbody>{rows('body')}</tbody>
        {foot.length > 0 ? <tfoot>{foot}</tfoot> : null}
      </table>
    </div>
  );
}

function ClausesView({ clauses, start }: { clauses: readonly Clause[]; start: number }): JSX.Element {
  return (
    <ul class="doc-clauses">
      {numberClauses(clauses, start).map((clause) => (
        <li class={`doc-clause doc-depth-${Math.min(clause.depth, 3)}`}>
          <span class="doc-number">{clause.number}</span> <Text text={clause.text} />
        </li>
      ))}
    </ul>
  );
}

function FlowView({ block, top, sheet }: { block: FlowBlock; top: number; sheet: Sheet }): JSX.Element {
  switch (block.type) {
    case 'letterhead':
      return (
        <header class="doc-letterhead">
          <div class="doc-letterhead-side" lang="ky">
            {block.ky.map((line) => (
              <div>{line}</div>
            ))}
          </div>
          {block.emblem ? (
            <div class="doc-emblem">
              <Picture image={block.emblem} alt="" />
            </div>
          ) : null}
          <div class="doc-letterhead-side" lang="ru">
            {block.ru.map((line) => (
              <div>{line}</div>
            ))}
          </div>
          {block.contacts ? <div class="doc-contacts">{block.contacts}</div> : null}
        </header>
      );
    case 'registration':
      if (sheet.layout > 1)
        return (
          <div class="doc-registration doc-one-line">
            <span>{block.date ?? <Blank />}</span>
            <span>№&nbsp;{block.number ?? <Blank size="short" />}</span>
            <span>{block.place ?? <Blank />}</span>
          </div>
        );
      return (
        <div class="doc-registration">
          <span>
            {block.date ?? <Blank />} № {block.number ?? <Blank size="short" />}
          </span>
          {block.place ? <span>{block.place}</span> : null}
        </div>
      );
    case 'subject':
      return (
        <p class="doc-subject">
          <Text text={block.text} />
        </p>
      );
    case 'title': {
      const Tag = headingTag(top);
      return (
        <>
          <Tag class="doc-title">
            <Text text={block.text} />
          </Tag>
          {block.subtitle ? (
            <p class="doc-subtitle">
              <Text text={block.subtitle} />
            </p>
          ) : null}
        </>
      );
    }
    case 'heading': {
      const Tag = headingTag(top + (block.level ?? 2) - 1);
      return (
        <Tag
          class={`doc-heading doc-heading-${block.level ?? 2}${block.align === 'center' ? ' doc-center' : ''}`}
        >
          <Text text={block.text} />
        </Tag>
      );
    }
    case 'paragraph': {
      const align = block.align ?? 'justify';
      const indent = block.indent ?? align === 'justify';
      return (
        <p class={`doc-paragraph doc-${align}${indent ? ' doc-indent' : ''}`}>
          <Text text={block.text} />
        </p>
      );
    }
    case 'clauses':
      return <ClausesView clauses={block.clauses} start={block.start ?? 1} />;
    case 'list':
      return (
        <ul class="doc-list">
          {block.items.map((item) => (
            <li>
              <Text text={item} />
            </li>
          ))}
        </ul>
      );
    case 'fields':
      return (
        <dl class="doc-fields">
          {block.fields.map((field) => (
            <div>
              <dt>{field.label.replace(/[:\s]+$/, '')}:</dt>{' '}
              <dd>{field.value ? <Text text={field.value} /> : <Blank />}</dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return <TableView block={block} sheet={sheet} />;
    case 'signatures':
      return (
        <div
          class={`doc-signatures${sheet.layout > 1 ? ' doc-one-line' : ''}${block.seal ? ' doc-sealed' : ''}`}
        >
          {block.signatures.map((signature) => (
            <div class="doc-signature">
              <span class="doc-post">{signature.post}</span>
              <span class="doc-blank doc-sign" />
              <span class="doc-name">{signature.name ?? <Blank />}</span>
            </div>
          ))}
        </div>
      );
    case 'stamp':
      return (
        <p class="doc-stamp">
          <Text text={block.lines.join('\n')} />
        </p>
      );
    case 'note':
      return (
        <p class="doc-note">
          {block.mark ? <span class="doc-mark">{block.mark} </span> : null}
          <Text text={block.text} />
        </p>
      );
    case 'image':
      return (
        <figure class={`doc-image doc-${block.align ?? 'center'}`}>
          <Picture image={block.image} alt={block.alt} />
          {block.caption ? <figcaption>{block.caption}</figcaption> : null}
        </figure>
      );
    case 'space':
      return <div class={block.height > 8 ? 'doc-space doc-space-large' : 'doc-space'} />;
  }
}

function BlockView({
  block,
  top,
  sheet,
}: {
  block: FlowBlock | BilingualBlock | PageBreakBlock;
  top: number;
  sheet: Sheet;
}): JSX.Element {
  if (block.type === 'pageBreak') return <div class="doc-break" />;
  if (block.type !== 'bilingual') return <FlowView block={block} top={top} sheet={sheet} />;
  return (
    <div class="doc-bilingual">
      <div class="doc-column" lang="ky">
        {block.ky.map((inner) => (
          <FlowView block={inner} top={top} sheet={sheet} />
        ))}
      </div>
      <div class="doc-column" lang="ru">
        {block.ru.map((inner) => (
          <FlowView block={inner} top={top} sheet={sheet} />
        ))}
      </div>
    </div>
  );
}

function SheetView({
  section,
  doc,
  top,
}: {
  section: Section;
  doc: DocumentModel;
  top: number;
}): JSX.Element {
  const { size, orientation, fontSize } = section.page;
  const classes = `doc-sheet doc-${size.toLowerCase()} doc-${orientation}${fontSize >= 13 ? ' doc-large' : ''}`;
  return (
    <section class={classes} lang={section.lang} data-draft={doc.draft ? DRAFT_WATERMARK : undefined}>
      {section.blocks.map((block) => (
        <BlockView block={block} top={top} sheet={section} />
      ))}
    </section>
  );
}

/**
 * A document as part of a page: sheets of paper on the screen, real pages when printed (needs documents.css).
 * @param topHeading level of the document's title, 2 unless told, because the page around it has its own first heading.
 */
export function DocumentView({
  document,
  topHeading = 2,
}: {
  document: DocumentModel;
  topHeading?: number;
}): JSX.Element {
  return (
    <article class={`doc${document.draft ? ' doc-draft' : ''}`} lang={document.lang}>
      {sectionsOf(document).map((section) => (
        <SheetView section={section} doc={document} top={topHeading} />
      ))}
    </article>
  );
}

/** The same as a string of escaped HTML. */
export function renderHtml(document: DocumentModel, options: { topHeading?: number } = {}): string {
  return renderToStaticMarkup(<DocumentView document={document} topHeading={options.topHeading} />);
}
