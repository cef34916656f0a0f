import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/build-once.ts',
    testTimeout: 60_000,
    // The default leaves one core idle, which on a machine of two halves the speed.
    maxWorkers: '100%',
  },
});
