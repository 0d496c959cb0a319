/** A bar on a terminal, a line now and then elsewhere. */
export class ProgressBar {
  private shown = -1;

  constructor(
    private readonly title: string,
    private readonly out: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>,
  ) {}

  show(done: number, of: number): void {
    const percent = of === 0 ? 100 : Math.floor((done / of) * 100);
    if (percent === this.shown) return;
    const tenth = Math.floor(percent / 10) !== Math.floor(this.shown / 10);
    this.shown = percent;
    if (this.out.isTTY) {
      const filled = Math.round(percent / 4);
      this.out.write(
        `\r${this.title} ${'█'.repeat(filled)}${'░'.repeat(25 - filled)} ${String(percent).padStart(3)} %`,
      );
    } else if (tenth) this.out.write(`${this.title} ${String(percent)} %\n`);
  }

  end(): void {
    if (this.out.isTTY && this.shown >= 0) this.out.write('\n');
  }
}
