// A person at a real browser: opens the page in headless Chromium, fills in what it asks for, agrees, and waits until the page
// says that the login is complete.
//
//   CHROMIUM=/usr/bin/chromium node consent.mjs URL
import { chromium } from 'playwright-core';

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
try {
  const page = await browser.newPage();
  await page.goto(process.argv.at(-1));
  for (let pages = 0; pages < 6; pages++) {
    const login = page.locator('input[name=login]');
    // Some pages send themselves on; some have their button outside of the form.
    await page.waitForLoadState('networkidle');
    const button = page.locator('button[type=submit]:visible, input[type=submit]:visible').first();
    if ((await button.count()) === 0) break;
    if (await login.count()) {
      await login.fill('ada');
      await page.locator('input[name=password]').fill('lovelace-1815');
    }
    await Promise.all([page.waitForNavigation(), button.click()]);
  }
  console.error(`${page.url().replace(/\?.*/, '')}: ${await page.title()}`);
} finally {
  await browser.close();
}
