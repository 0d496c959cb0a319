import { useState, type ReactNode } from 'react';
import {
  closestCenter,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
  type DragEndEvent,
  type KeyboardCoordinateGetter,
} from '@dnd-kit/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ProgressLine } from '../api/engagement.js';
import { usePhone } from '../shell/look.js';
import { useDirectory, useMay, useToday } from '../shell/session.js';
import { shortDate } from '../show/dates.js';
import { LoadMore, useCut } from '../show/load-more.js';
import { TierMark } from '../show/marks.js';
import { Pick } from '../show/side.js';
import { ageOf, firstHeld, marksOf, medianStay, SIGNING_STAGES_OPEN, type OpenStage } from './stages.js';

type Move = (line: ProgressLine, to?: OpenStage) => void;
/** So many cards of a column are drawn at once. */
const CARDS = 60;

/** From column to column by the arrows. */
const byColumns: KeyboardCoordinateGetter = (event, { context: { over, droppableRects, collisionRect } }) => {
  const by = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0;
  if (by === 0 || !collisionRect) return undefined;
  const here = SIGNING_STAGES_OPEN.findIndex((stage) => stage === over?.id);
  const to = SIGNING_STAGES_OPEN[Math.max(0, Math.min(SIGNING_STAGES_OPEN.length - 1, here + by))];
  const rect = to && droppableRects.get(to);
  return rect ? { x: rect.left + 8, y: rect.top + 48 } : undefined;
};

/** One column per stage; cards move by mouse, by keyboard, or by their menu. On phones one column at a time. */
export function Board({
  rows,
  isWhole,
  mayMove,
  onMove,
}: {
  rows: readonly ProgressLine[];
  /** Nothing is still to come: what is counted here is all there is. */
  isWhole: boolean;
  mayMove: boolean;
  onMove: Move;
}): ReactNode {
  const { t } = useTranslation();
  const phone = usePhone();
  const [picked, setColumn] = useState<OpenStage>();
  const column = picked ?? firstHeld(rows);
  const [dragged, setDragged] = useState<ProgressLine>();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: byColumns }),
  );
  const nameOf = (id: string | number): string =>
    rows.find(({ opportunityId }) => opportunityId === id)?.clientName ?? '';
  const stageOf = (id: string | number | undefined): string => {
    const stage = SIGNING_STAGES_OPEN.find((each) => each === id);
    return stage ? t(`stage.${stage}`) : '';
  };
  const onDragEnd = ({ active, over }: DragEndEvent): void => {
    setDragged(undefined);
    const line = rows.find(({ opportunityId }) => opportunityId === active.id);
    const to = SIGNING_STAGES_OPEN.find((stage) => stage === over?.id);
    if (line && to && to !== line.stage) onMove(line, to);
  };
  const columns = phone ? [column] : SIGNING_STAGES_OPEN;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragStart={({ active }) => setDragged(rows.find(({ opportunityId }) => opportunityId === active.id))}
      onDragCancel={() => setDragged(undefined)}
      onDragEnd={onDragEnd}
      accessibility={{
        screenReaderInstructions: { draggable: t('pipeline.drag') },
        announcements: {
          onDragStart: ({ active }) => t('pipeline.picked', { name: nameOf(active.id) }),
          onDragOver: ({ active, over }) => t('pipeline.over', { name: nameOf(active.id), stage: stageOf(over?.id) }),
          onDragEnd: ({ active, over }) => t('pipeline.dropped', { name: nameOf(active.id), stage: stageOf(over?.id) }),
          onDragCancel: ({ active }) => t('pipeline.cancelled', { name: nameOf(active.id) }),
        },
      }}
    >
      {phone && (
        <Pick
          label={t('field.stage')}
          value={column}
          onChange={(stage) => stage && setColumn(stage)}
          options={SIGNING_STAGES_OPEN.map((value) => ({
            value,
            label: `${t(`stage.${value}`)}（${String(rows.filter(({ stage }) => stage === value).length)}${isWhole ? '' : '+'}）`,
          }))}
        />
      )}
      <div className="board">
        {columns.map((stage) => (
          <Column
            key={stage}
            stage={stage}
            rows={rows.filter((line) => line.stage === stage)}
            isWhole={isWhole}
            mayMove={mayMove}
            onMove={onMove}
          />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged && <div className="board-card dragged">{dragged.clientName}</div>}
      </DragOverlay>
    </DndContext>
  );
}

function Column({
  stage,
  rows,
  isWhole,
  mayMove,
  onMove,
}: {
  stage: OpenStage;
  rows: readonly ProgressLine[];
  isWhole: boolean;
  mayMove: boolean;
  onMove: Move;
}): ReactNode {
  const { t } = useTranslation();
  const { setNodeRef, isOver } = useDroppable({ id: stage });
  const cut = useCut(rows, CARDS);
  const stay = medianStay(rows.map(({ daysInStage }) => daysInStage));
  return (
    <section
      ref={setNodeRef}
      className={isOver ? 'board-column board-over' : 'board-column'}
      aria-label={t(`stage.${stage}`)}
    >
      <header>
        <h2>{t(`stage.${stage}`)}</h2>
        <span className="muted">
          {t('pipeline.count', { n: `${String(rows.length)}${isWhole ? '' : '+'}` })}
          {stay !== undefined && ` · ${t('pipeline.medianStay', { days: t('unit.days', { n: stay }) })}`}
        </span>
      </header>
      <ul tabIndex={0} aria-label={t(`stage.${stage}`)}>
        {cut.shown.map((line) => (
          <Card key={line.opportunityId} line={line} mayMove={mayMove} onMove={() => onMove(line)} />
        ))}
        {cut.hasMore && (
          <li>
            <LoadMore of={cut} />
          </li>
        )}
        {isWhole && rows.length === 0 && <li className="muted board-empty">{t('pipeline.columnEmpty')}</li>}
      </ul>
    </section>
  );
}

function Card({ line, mayMove, onMove }: { line: ProgressLine; mayMove: boolean; onMove: () => void }): ReactNode {
  const { t } = useTranslation();
  const today = useToday();
  const mayRead = useMay('client.read');
  const { staffName } = useDirectory();
  const { opportunityId, clientId, clientName, daysInStage, nextStepOn, onHold, staffId } = line;
  const { setNodeRef, attributes, listeners, isDragging } = useDraggable({ id: opportunityId, disabled: !mayMove });
  const name = clientName ?? clientId.slice(0, 8);
  return (
    <li ref={setNodeRef} className={isDragging ? 'board-card dragging' : 'board-card'}>
      <div className="card-top">
        {mayRead ? (
          <Link to="/clients/$clientId" params={{ clientId }}>
            {name}
          </Link>
        ) : (
          <b>{name}</b>
        )}
        <TierMark {...marksOf(line)} />
        {mayMove && (
          <button
            type="button"
            className="grip"
            {...attributes}
            {...listeners}
            aria-roledescription={t('pipeline.moveTo')}
            aria-label={name}
          >
            <span aria-hidden="true">⠿</span>
          </button>
        )}
      </div>
      <div className="card-facts">
        <span className={`age-${ageOf(daysInStage)}`}>
          {t('pipeline.inStage')} {t('unit.days', { n: daysInStage })}
        </span>
        {onHold && <span>{t('pipeline.onHold')}</span>}
        {nextStepOn && <span>{`→ ${shortDate(nextStepOn, today)}`}</span>}
        <span className="muted">{staffName(staffId)}</span>
        {mayMove && (
          <button type="button" className="quiet" onClick={onMove}>
            {t('pipeline.moveTo')}…
          </button>
        )}
      </div>
    </li>
  );
}
