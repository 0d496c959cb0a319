import { SingleBar } from 'cli-progress';

/** What long work shows of itself; `show` may be called as often as one likes. */
export type Progress = {
  show(done: number, of: number): void;
  end(): void;
};
/** `unit` of what is counted: a number is shown in it. */
export type Unit = 'bytes' | 'things';

const MIB = 1024 * 1024;
const counted = (value: number, unit: Unit): string =>
  unit === 'bytes' ? `${(value / MIB).toFixed(1)} MiB` : value.toLocaleString('en');

/** A bar on a terminal; elsewhere a line for each tenth, so that a log stays readable. */
export function progressOn(out: NodeJS.WriteStream, title: string, unit: Unit): Progress {
  return out.isTTY ? barOn(out, title, unit) : linesOn(out, title);
}

function barOn(stream: NodeJS.WriteStream, title: string, unit: Unit): Progress {
  const bar = new SingleBar({
    stream,
    format: `${title} {bar} {percentage} % | {done} / {all} | {eta_formatted}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    // Ctrl-C is ours: what was sent is told before the end.
    gracefulExit: false,
  });
  let begun = false;
  return {
    show(done, of) {
      const told = { done: counted(done, unit), all: counted(of, unit) };
      if (begun) bar.setTotal(of);
      else bar.start(of, done, told);
      begun = true;
      bar.update(done, told);
    },
    end() {
      if (begun) bar.stop();
      begun = false;
    },
  };
}

function linesOn(out: Pick<NodeJS.WriteStream, 'write'>, title: string): Progress {
  let tenths = -1;
  return {
    show(done, of) {
      const now = of === 0 ? 10 : Math.floor((done / of) * 10);
      if (now === tenths) return;
      tenths = now;
      out.write(`${title} ${String(now * 10)} %\n`);
    },
    end: () => undefined,
  };
}
