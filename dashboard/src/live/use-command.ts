import { useState } from 'react';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { Attempts } from './attempts.js';
import { isChanged } from './if-unchanged.js';
import { touches } from './told.js';
import type { ReadFrom } from './use-live.js';

type Options<Answer, Asked> = {
  /** Views that show what it changed; they are read again, not older than the change. */
  readonly shownIn: readonly string[];
  readonly onDone?: (answer: Answer, asked: Asked) => void;
  readonly onFailed?: (error: Error, asked: Asked) => void;
  /** The draft that its id is kept with: what nobody answered keeps it even when the drawer is closed or the page is loaded again. */
  readonly draft?: string;
};

/** Gives a command. Trying the same again after a failure keeps its id, so that it happens once. */
export function useCommand<Asked, Answer>(
  act: (asked: Asked, commandId: string) => Promise<Answer>,
  { shownIn, onDone, onFailed, draft }: Options<Answer, Asked>,
): UseMutationResult<Answer, Error, Asked> {
  const queries = useQueryClient();
  const [attempts] = useState(() => new Attempts(draft));
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
    mutationFn: (asked) => act(asked, attempts.idFor(asked)),
    onSuccess: (answer, asked) => {
      attempts.done();
      readAgain();
      onDone?.(answer, asked);
    },
    // Somebody was faster: what is on the screen is not what stands any more.
    onError: (error, asked) => {
      if (isChanged(error)) readAgain();
      onFailed?.(error, asked);
    },
  });
}
