/** A page imports its CSS, which the build puts into a file beside the script. */
declare module '*.css';
