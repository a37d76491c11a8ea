/** How long this process itself was at work. */

/** For how many milliseconds the process has been at work since it began, what it waited for others left out. */
export function timeAtWork(): number {
	return performance.eventLoopUtilization().active;
}
