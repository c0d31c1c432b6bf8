/** What the shells say. */
export const words = {
  pages: 'Pages',
  keys: 'Keys',
  security: 'Security',
  lock: 'Lock',
  openKeys: 'Open Keys',
  openSidePanel: 'Open side panel',
  noSidePanel: 'This browser did not open the side panel. Look for Firekeep in its own side panel menu.',
  lookAgain: 'Try again',
  loading: 'Opening Firekeep',

  home: {
    addFirst: 'Add a key to start',
    allServices: (count: number) => `See all ${count} services`,
    popular: 'Popular services',
    later:
      'Making text, images and 3D models comes in a later version. This one keeps your keys and checks them.',
    title: 'Your services',
    attention: 'Needs attention',
    connected: 'Connected',
    loading: 'Loading your keys',
    count: (keys: number) => (keys === 1 ? '1 key' : `${keys} keys`),
    damaged: (rows: number) => (rows === 1 ? '1 saved key is damaged.' : `${rows} saved keys are damaged.`),
    disabled: 'disabled',
    unknown: 'Unknown service',
  },
} as const;
