import { AnswerCheck, assertAsDescribed } from '@pcrm/platform/answer-check';

let check: AnswerCheck | undefined;

/** Asks a platform in another process; an answer that is not as described is an error. */
export async function checkedFetch(url: string, init: RequestInit = {}): Promise<Response> {
  const answer = await fetch(url, init);
  const { pathname } = new URL(url);
  check ??= new AnswerCheck();
  const mistakes = new Set(
    check.mistakesIn({
      ...{ method: init.method ?? 'GET', path: check.routeOf(pathname), status: answer.status },
      headers: Object.fromEntries(answer.headers),
      body: await answer.clone().text(),
    }),
  );
  assertAsDescribed(mistakes);
  return answer;
}
