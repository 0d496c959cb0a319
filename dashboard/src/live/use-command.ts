import { useRef } from 'react';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { newCommandId } from '../api/command-id.js';
import { isChanged } from './if-unchanged.js';
import { touches } from './told.js';
import type { ReadFrom } from './use-live.js';

type Options<Answer, Asked> = {
  /** Views that show what it changed; they are read again, not older than the change. */
  readonly shownIn: readonly string[];
  readonly onDone?: (answer: Answer, asked: Asked) => void;
};

/** Gives a command. Trying the same again after a failure keeps its id, so that it happens once. */
export function useCommand<Asked, Answer>(
  act: (asked: Asked, commandId: string) => Promise<Answer>,
  { shownIn, onDone }: Options<Answer, Asked>,
): UseMutationResult<Answer, Error, Asked> {
  const queries = useQueryClient();
  const attempt = useRef<{ readonly asked: string; readonly id: string } | undefined>(undefined);
  const readAgain = (): void => {
    const changed = new Map(shownIn.map((view) => [view, 'all' as const]));
    void queries.invalidateQueries({
      predicate: ({ meta }) => {
        const views = (meta as ReadFrom | undefined)?.views;
        return views !== undefined && touches(changed, views);
      },
    });
  };
  return useMutation<Answer, Error, Asked>({
    mutationFn: (asked) => {
      const text = JSON.stringify(asked ?? null);
      if (attempt.current?.asked !== text) attempt.current = { asked: text, id: newCommandId() };
      return act(asked, attempt.current.id);
    },
    onSuccess: (answer, asked) => {
      attempt.current = undefined;
      readAgain();
      onDone?.(answer, asked);
    },
    // Somebody was faster: what is on the screen is not what stands any more.
    onError: (error) => {
      if (isChanged(error)) readAgain();
    },
  });
}
