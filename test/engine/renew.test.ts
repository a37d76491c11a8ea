import { renewOnce, whyNotRenewed } from '../../nodes/engine/renew';

/** A login that counts how often it was asked, and gives its sessions when told. */
function login() {
	let count = 0;
	const waiting: Array<() => void> = [];
	return {
		signIn: async () => {
			count += 1;
			const session = `session ${count}`;
			await new Promise<void>((resolve) => waiting.push(resolve));
			return session;
		},
		answer: () => waiting.splice(0).forEach((resolve) => resolve()),
		count: () => count,
	};
}

const credential = (session: string, name = 'a') => ({ name, session });

describe('renewOnce', () => {
	afterEach(() => jest.restoreAllMocks());

	it('signs in once for all who were turned down with the same session, also for those who come late', async () => {
		const { signIn, answer, count } = login();
		const early = [1, 2].map(async () => await renewOnce(credential('dead 1'), 'dead 1', signIn));
		answer();
		expect(await Promise.all(early)).toEqual(['session 1', 'session 1']);
		expect(await renewOnce(credential('dead 1'), 'dead 1', signIn)).toBe('session 1');
		expect(count()).toBe(1);
	});

	it('signs in for another session, and for another credential with the same one', async () => {
		const { signIn, answer } = login();
		const all = [credential('dead 2'), credential('dead 3'), credential('dead 2', 'b')].map(
			async (one) => await renewOnce(one, one.session, signIn),
		);
		answer();
		expect(await Promise.all(all)).toEqual(['session 1', 'session 2', 'session 3']);
	});

	it.each(['', undefined])('shares a first sign-in (%p) only while it is under way', async (dead) => {
		const { signIn, answer } = login();
		const both = [1, 2].map(async () => await renewOnce(credential(''), dead, signIn));
		answer();
		expect(await Promise.all(both)).toEqual(['session 1', 'session 1']);
		const later = renewOnce(credential(''), dead, signIn);
		answer();
		expect(await later).toBe('session 2');
	});

	it('waits for no sign-in that hangs', async () => {
		const now = jest.spyOn(Date, 'now').mockReturnValue(0);
		const never = async () => await new Promise<string>(() => undefined);
		void renewOnce(credential('dead 6'), 'dead 6', never);
		void renewOnce(credential('dead 6'), 'dead 6', never);
		now.mockReturnValue(1000);
		expect(await renewOnce(credential('dead 6'), 'dead 6', async () => 'new')).toBe('new');
		expect(await renewOnce(credential('dead 6'), 'dead 6', never)).toBe('new');
	});

	it('joins a sign-in that is under way for less than a second', async () => {
		const now = jest.spyOn(Date, 'now').mockReturnValue(0);
		const { signIn, answer, count } = login();
		const first = renewOnce(credential('dead 8'), 'dead 8', signIn);
		now.mockReturnValue(999);
		const second = renewOnce(credential('dead 8'), 'dead 8', signIn);
		answer();
		expect([await first, await second, count()]).toEqual(['session 1', 'session 1', 1]);
	});

	it('tells afterwards why there is no session, and of whom', async () => {
		const [one, joined, other] = [credential('dead 9'), credential('dead 9'), credential('dead 10')];
		const refused = new Error('no such user');
		const failing = async () => await Promise.reject(refused);
		const both = [one, joined].map(async (each) => await renewOnce(each, 'dead 9', failing));
		await Promise.all(both.map(async (each) => await expect(each).rejects.toBe(refused)));
		await renewOnce(other, 'dead 10', async () => 'new');
		expect([one, joined, other].map(whyNotRenewed)).toEqual([refused, refused, undefined]);
	});

	it('lets a sign-in that fails late spoil nothing', async () => {
		const now = jest.spyOn(Date, 'now').mockReturnValue(0);
		let fail = () => {};
		const late = renewOnce(credential('dead 7'), 'dead 7', async () => {
			await new Promise<void>((_, reject) => (fail = () => reject(new Error('too late'))));
			return '';
		});
		now.mockReturnValue(1000);
		expect(await renewOnce(credential('dead 7'), 'dead 7', async () => 'new')).toBe('new');
		fail();
		await expect(late).rejects.toThrow('too late');
		expect(await renewOnce(credential('dead 7'), 'dead 7', async () => 'other')).toBe('new');
	});

	it('remembers no failure', async () => {
		const failing = async () => await Promise.reject(new Error('not now'));
		await expect(renewOnce(credential('dead 4'), 'dead 4', failing)).rejects.toThrow('not now');
		expect(await renewOnce(credential('dead 4'), 'dead 4', async () => 'new')).toBe('new');
	});

	it('asks anew after a minute, should the renewed session not have been stored', async () => {
		const now = jest.spyOn(Date, 'now').mockReturnValue(0);
		expect(await renewOnce(credential('dead 5'), 'dead 5', async () => 'first')).toBe('first');
		now.mockReturnValue(60_000);
		expect(await renewOnce(credential('dead 5'), 'dead 5', async () => 'second')).toBe('first');
		now.mockReturnValue(60_001);
		expect(await renewOnce(credential('dead 5'), 'dead 5', async () => 'second')).toBe('second');
	});
});
