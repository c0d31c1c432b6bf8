/** There is something to do. Whoever brings jobs on listens; whoever adds one need not know who that is. */
let listener: () => void = () => undefined;

export const onNudge = (react: () => void): void => {
  listener = react;
};

export const nudge = (): void => listener();
