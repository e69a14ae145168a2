/** Functions of more than 60 lines, each as `file name`, and files of more than 400, with the reason why they stay. */
export const LONG_FUNCTIONS = {};
export const LONG_FILES = {};
