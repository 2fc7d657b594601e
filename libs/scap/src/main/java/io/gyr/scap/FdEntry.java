package io.gyr.scap;

/**
 * A descriptor that was open when the capture began.
 *
 * @param number of the descriptor
 * @param inode of the file, 0 for none
 * @param type one of {@link FdType}
 * @param name path, or what stands for one; empty for internet sockets
 * @param openFlags in Falco's numbering
 * @param device of the file, as FD_DEVICE of events
 * @param source address of the near end, 4 or 16 bytes, or empty; 8 bytes for unix sockets
 * @param destination address of the far end
 * @param sourcePort port of the near end, or of a listening socket
 * @param destinationPort port of the far end
 * @param protocol one of Falco's: 0 unknown, 1 not applicable, 2 tcp, 3 udp, 4 icmp, 5 raw
 */
public record FdEntry(
    long number,
    long inode,
    FdType type,
    String name,
    int openFlags,
    int device,
    byte[] source,
    byte[] destination,
    int sourcePort,
    int destinationPort,
    int protocol) {}
