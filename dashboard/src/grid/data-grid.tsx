import {
  type CSSProperties,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { isComposing } from '../show/keyboard.js';
import { moved, selectionAfter, type Selection } from './grid-keys.js';

export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  /** A CSS grid track: `90px`, `minmax(120px, 1fr)`. */
  readonly width: string;
  readonly end?: boolean;
  readonly sortable?: boolean;
  readonly show: (row: Row) => ReactNode;
};
/** Something that can be done with a row besides opening it: a button at its end, and a key on the active row. */
export type RowAct<Row> = {
  readonly key: string;
  readonly name: (row: Row) => string;
  readonly label: string;
  /** Rows without it have no button; all have it when absent. */
  readonly has?: (row: Row) => boolean;
  readonly run: (row: Row) => void;
};
export type Sort = { readonly by: string; readonly descending: boolean };

type Props<Row> = {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** How many rows there are, as far as known; -1: more than were loaded. */
  readonly total: number;
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly selection?: Selection;
  readonly onSelection?: (selection: Selection) => void;
  readonly sort?: Sort | undefined;
  readonly onSort?: (sort: Sort) => void;
  /** Asked when the last loaded rows come into sight. */
  readonly onEnd?: (() => void) | undefined;
  readonly rowHeight?: number;
  readonly acts?: readonly RowAct<Row>[];
};

const NOTHING: Selection = new Set();
const PAGE_ROWS = 12;
const SELECT_TRACK = '34px';
const ACT_PX = 52;

/** A grid of any length of which only what is seen is there: `role=grid`, one tab stop, arrows, Enter opens, space or x selects. */
export function DataGrid<Row>({
  label,
  columns,
  rows,
  keyOf,
  total,
  onOpen,
  selection = NOTHING,
  onSelection,
  sort,
  onSort,
  onEnd,
  rowHeight = 34,
  acts,
}: Props<Row>): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const current = Math.min(active, rows.length - 1);
  // eslint-disable-next-line react-hooks/incompatible-library -- what it returns is used here only, never memoized
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    // The active row stays in the document, for the screen reader that was pointed at it.
    rangeExtractor: (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), Math.max(0, current)])]
        .filter((i) => i < rows.length)
        .toSorted((a, b) => a - b),
  });
  const items = virtual.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (onEnd && rows.length > 0 && lastSeen >= rows.length - 10) onEnd();
  }, [lastSeen, rows.length, onEnd]);

  const tracks = useMemo(
    () =>
      [
        ...(onSelection ? [SELECT_TRACK] : []),
        ...columns.map(({ width }) => width),
        ...(acts ? [`${String(acts.length * ACT_PX + 16)}px`] : []),
      ].join(' '),
    [columns, onSelection, acts],
  );
  const keys = useMemo(() => rows.map(keyOf), [rows, keyOf]);
  const select = (index: number, kind: 'toggle' | 'range', from = current): void => {
    onSelection?.(selectionAfter(selection, keys, { index, kind, from }));
  };
  const go = (index: number): void => {
    setActive(index);
    virtual.scrollToIndex(index, { align: 'auto' });
  };

  const actOn = (row: Row, key: string): boolean => {
    const known = acts?.find((each) => each.key === key);
    if (!known || known.has?.(row) === false) return false;
    known.run(row);
    return true;
  };
  const act = (key: string): boolean => {
    const row = rows[current];
    if (key === 'Enter' && row && onOpen) onOpen(row);
    else if ((key === ' ' || key === 'x') && onSelection) select(current, 'toggle');
    else return row !== undefined && actOn(row, key);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent) || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = moved(event.key, current, rows.length, PAGE_ROWS);
    if (to === undefined) {
      if (act(event.key)) event.preventDefault();
      return;
    }
    if (event.shiftKey) select(to, 'range');
    go(to);
    event.preventDefault();
  };
  const onRow = (index: number, event: MouseEvent): void => {
    setActive(index);
    const row = rows[index];
    if (event.shiftKey && onSelection) select(index, 'range');
    else if (row && onOpen) onOpen(row);
  };
  const sortBy = (key: string): void => onSort?.({ by: key, descending: sort?.by === key ? !sort.descending : true });

  return (
    <div
      ref={box}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={total < 0 ? -1 : total + 1}
      aria-colcount={columns.length + (onSelection ? 1 : 0) + (acts ? 1 : 0)}
      aria-multiselectable={onSelection ? true : undefined}
      aria-activedescendant={rows.length > 0 ? `${id}-${String(current)}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="grid-head">
        <div role="row" aria-rowindex={1} className="grid-row" style={{ gridTemplateColumns: tracks }}>
          {onSelection && (
            <div role="columnheader" className="grid-cell">
              <span className="unseen">{t('act.select')}</span>
            </div>
          )}
          {columns.map(({ key, title, end, sortable }) => (
            <div
              key={key}
              role="columnheader"
              className={end ? 'grid-cell grid-end' : 'grid-cell'}
              aria-sort={sort?.by === key ? (sort.descending ? 'descending' : 'ascending') : undefined}
            >
              {sortable && onSort ? (
                <button type="button" tabIndex={-1} className="grid-sort" onClick={() => sortBy(key)}>
                  {title}
                  <span aria-hidden="true">{sort?.by === key ? (sort.descending ? ' ▼' : ' ▲') : ' ⇅'}</span>
                </button>
              ) : (
                title
              )}
            </div>
          ))}
          {acts && (
            <div role="columnheader" className="grid-cell">
              {t('field.actions')}
            </div>
          )}
        </div>
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          const key = keys[index];
          if (row === undefined || key === undefined) return null;
          return (
            <GridRow
              key={key}
              id={`${id}-${String(index)}`}
              row={row}
              columns={columns}
              acts={acts}
              index={index}
              active={index === current}
              selected={onSelection ? selection.has(key) : undefined}
              style={{ gridTemplateColumns: tracks, height: rowHeight, transform: `translateY(${String(start)}px)` }}
              onClick={(event) => onRow(index, event)}
              onCheck={(event) => {
                event.stopPropagation();
                setActive(index);
                select(index, event.shiftKey ? 'range' : 'toggle');
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

/** One row; `selected` undefined: rows of this grid are not selected. */
function GridRow<Row>({
  id,
  row,
  columns,
  acts,
  index,
  active,
  selected,
  style,
  onClick,
  onCheck,
}: {
  id: string;
  row: Row;
  columns: readonly Column<Row>[];
  acts: readonly RowAct<Row>[] | undefined;
  index: number;
  active: boolean;
  selected: boolean | undefined;
  style: CSSProperties;
  onClick: (event: MouseEvent) => void;
  onCheck: (event: MouseEvent) => void;
}): ReactNode {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={`grid-row grid-body${active ? ' grid-active' : ''}${selected ? ' grid-selected' : ''}`}
      style={style}
      onClick={onClick}
    >
      {selected !== undefined && (
        <div role="gridcell" className="grid-cell grid-check" onClick={onCheck}>
          <span aria-hidden="true">{selected ? '☑' : '☐'}</span>
        </div>
      )}
      {columns.map(({ key, end, show }) => (
        <div key={key} role="gridcell" className={end ? 'grid-cell grid-end' : 'grid-cell'}>
          {show(row)}
        </div>
      ))}
      {acts && <Acts row={row} acts={acts} />}
    </div>
  );
}

/** The buttons at the end of a row; by keyboard their keys do the same, so that the grid stays one tab stop. */
function Acts<Row>({ row, acts }: { row: Row; acts: readonly RowAct<Row>[] }): ReactNode {
  return (
    <div role="gridcell" className="grid-cell grid-acts">
      {acts.map((act) =>
        act.has?.(row) === false ? null : (
          <button
            key={act.key}
            type="button"
            tabIndex={-1}
            className="quiet"
            title={`${act.label} (${act.key})`}
            aria-label={act.name(row)}
            onClick={(event) => {
              event.stopPropagation();
              act.run(row);
            }}
          >
            {act.label}
          </button>
        ),
      )}
    </div>
  );
}
