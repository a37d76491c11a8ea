import { startServices } from '../../../tools/queue/services';

it('a machine without Redis and PostgreSQL is told what to install, in one sentence', async () => {
	const { PATH } = process.env;
	process.env.PATH = '/nowhere';
	try {
		await expect(startServices('/nowhere', [1, 2], () => undefined)).rejects.toThrow(
			/^Queue mode needs Redis.*, which this machine lacks\. On Debian or Ubuntu: sudo apt-get install -y redis-server postgresql$/,
		);
	} finally {
		process.env.PATH = PATH;
	}
});
