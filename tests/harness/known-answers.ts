/** What a model would really say to some questions: for people who look at the practice run, and for pictures of it. */
export const KNOWN: Readonly<Record<string, string>> = {
  'How do I keep a fire through the night?': `Bank it, so that it burns slowly and starts again from its own embers:

1. Let it burn down to a deep bed of **red embers**.
2. Rake them together and lay one large, dense log on top.
3. Cover all of it with ash, and leave a small hole for air.

How much of it is left in the morning:

\`\`\`python
def left(embers_kg, hours, loss_per_hour=0.08):
    # Under ash, little burns at a time.
    return embers_kg * (1 - loss_per_hour) ** hours

print(round(left(5, 8), 1))  # 2.6
\`\`\`
`,
};
