package dev.stagedoor.e2e.foreign;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioDeviceModuleBase;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * libwebrtc by way of webrtc-java, publishing or playing: a peer no one here wrote.
 *
 * <p>An exception that leaves one of its callbacks kills the JVM, and so does a wrong order of disposal; both are
 * taken care of here.
 */
public final class DesktopPeer implements AutoCloseable {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int FRAME_MILLIS = 33;
    private static final int AUDIO_MILLIS = 10;
    private static final int RATE = 48_000;
    private static final int SAMPLES = RATE * AUDIO_MILLIS / 1000;
    private static final long PATIENCE_SECONDS = 15;

    private final AudioDeviceModuleBase audioModule;
    private final PeerConnectionFactory factory;
    private final CustomVideoSource videoSource = new CustomVideoSource();
    private final CustomAudioSource audioSource = new CustomAudioSource();
    private final VideoTrack video;
    private final AudioTrack audio;
    private final ScheduledExecutorService pushing = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong loudSamples = new AtomicLong();
    private final CompletableFuture<Void> gathered = new CompletableFuture<>();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final RTCPeerConnection connection;
    private final VideoTrackSink videoSink = this::count;
    private final AudioTrackSink audioSink = this::count;
    private SdpOverHttp session;
    private VideoTrack remoteVideo;
    private AudioTrack remoteAudio;
    private long pushedFrames;
    private long pushedSamples;

    private DesktopPeer(AudioDeviceModuleBase audioModule) {
        this.audioModule = audioModule;
        factory = new PeerConnectionFactory(audioModule);
        video = factory.createVideoTrack("video", videoSource);
        audio = factory.createAudioTrack("audio", audioSource);
        connection = factory.createPeerConnection(new RTCConfiguration(), new Observer());
    }

    /** Publishes a moving picture and a tone by WHIP. */
    public static DesktopPeer publish(String whipUrl, String bearer) {
        // Any other audio layer records by itself, and libwebrtc aborts when two threads feed one sound track.
        DesktopPeer peer = new DesktopPeer(new AudioDeviceModule(AudioLayer.kDummyAudio));
        try {
            peer.negotiate(RTCRtpTransceiverDirection.SEND_ONLY, whipUrl, bearer);
            peer.startPushing();
            return peer;
        } catch (RuntimeException | Error e) {
            peer.close();
            throw e;
        }
    }

    /** Plays by WHEP. */
    public static DesktopPeer play(String whepUrl, String token) {
        // The dummy audio layer never plays out, so it never calls the sink.
        DesktopPeer peer = new DesktopPeer(new HeadlessAudioDeviceModule());
        try {
            peer.negotiate(RTCRtpTransceiverDirection.RECV_ONLY, whepUrl, token);
            return peer;
        } catch (RuntimeException | Error e) {
            peer.close();
            throw e;
        }
    }

    /** Pictures decoded so far. */
    public long frames() {
        return frames.get();
    }

    /** Audio samples so far that were not silence. */
    public long loudSamples() {
        return loudSamples.get();
    }

    @Override
    public void close() {
        pushing.shutdownNow();
        quietly(() -> pushing.awaitTermination(5, TimeUnit.SECONDS));
        if (session != null) {
            quietly(session::delete);
        }
        if (remoteVideo != null) {
            quietly(() -> remoteVideo.removeSink(videoSink));
        }
        if (remoteAudio != null) {
            quietly(() -> remoteAudio.removeSink(audioSink));
        }
        for (RTCRtpSender sender : connection.getSenders()) {
            quietly(() -> connection.removeTrack(sender));
        }
        connection.close();
        quietly(video::dispose);
        quietly(audio::dispose);
        quietly(videoSource::dispose);
        quietly(audioSource::dispose);
        quietly(factory::dispose);
        quietly(audioModule::dispose);
    }

    private void negotiate(RTCRtpTransceiverDirection direction, String url, String bearer) {
        add(audio, direction);
        add(video, direction);
        RTCSessionDescription offer = create();
        set(offer, true);
        await(gathered, "gathering of candidates");
        session = SdpOverHttp.post(url, bearer, connection.getLocalDescription().sdp);
        set(new RTCSessionDescription(RTCSdpType.ANSWER, session.answer()), false);
        await(connected, "the connection");
    }

    private void add(MediaStreamTrack track, RTCRtpTransceiverDirection direction) {
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = direction;
        init.streamIds = List.of("stage");
        connection.addTransceiver(track, init);
    }

    private RTCSessionDescription create() {
        CompletableFuture<RTCSessionDescription> created = new CompletableFuture<>();
        connection.createOffer(new RTCOfferOptions(), new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                created.complete(description);
            }

            @Override
            public void onFailure(String error) {
                created.completeExceptionally(new IllegalStateException(error));
            }
        });
        return await(created, "an offer");
    }

    private void set(RTCSessionDescription description, boolean local) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        SetSessionDescriptionObserver observer = new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                done.complete(null);
            }

            @Override
            public void onFailure(String error) {
                done.completeExceptionally(new IllegalStateException(error));
            }
        };
        if (local) {
            connection.setLocalDescription(description, observer);
        } else {
            connection.setRemoteDescription(description, observer);
        }
        await(done, local ? "the local description" : "the remote description");
    }

    private void startPushing() {
        pushing.scheduleAtFixedRate(this::pushPicture, 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
        pushing.scheduleAtFixedRate(this::pushSound, 0, AUDIO_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void pushPicture() {
        NativeI420Buffer buffer = NativeI420Buffer.allocate(WIDTH, HEIGHT);
        ByteBuffer luma = buffer.getDataY();
        int stride = buffer.getStrideY();
        long shift = pushedFrames++ * 4;
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column += 8) {
                luma.putLong(row * stride + column, (column + row + shift & 0xff) * 0x0101010101010101L);
            }
        }
        VideoFrame frame = new VideoFrame(buffer, System.nanoTime());
        videoSource.pushFrame(frame);
        frame.release();
    }

    private void pushSound() {
        ByteBuffer samples = ByteBuffer.allocate(SAMPLES * 2).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < SAMPLES; i++) {
            samples.putShort((short) (8000 * Math.sin(2 * Math.PI * 440 * pushedSamples++ / RATE)));
        }
        audioSource.pushAudio(samples.array(), 16, RATE, 1, SAMPLES);
    }

    private void count(VideoFrame frame) {
        quietly(frames::incrementAndGet);
        frame.release();
    }

    private void count(byte[] data, int bits, int rate, int channels, int count) {
        quietly(() -> {
            for (int i = 1; i < data.length; i += 2) {
                if (data[i] > 1 || data[i] < -2) {
                    loudSamples.incrementAndGet();
                }
            }
        });
    }

    private static <T> T await(CompletableFuture<T> future, String what) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("libwebrtc did not reach: " + what, e);
        }
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (Throwable ignored) {
            // Must not reach native code, and nothing of a closing peer matters any more.
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private final class Observer implements PeerConnectionObserver {

        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {
            // Read from the local description when all are gathered.
        }

        @Override
        public void onIceGatheringChange(dev.onvoid.webrtc.RTCIceGatheringState state) {
            if (state == dev.onvoid.webrtc.RTCIceGatheringState.COMPLETE) {
                gathered.complete(null);
            }
        }

        @Override
        public void onConnectionChange(RTCPeerConnectionState state) {
            if (state == RTCPeerConnectionState.CONNECTED) {
                connected.complete(null);
            }
        }

        @Override
        public void onTrack(RTCRtpTransceiver transceiver) {
            quietly(() -> {
                MediaStreamTrack track = transceiver.getReceiver().getTrack();
                if (track instanceof VideoTrack incoming) {
                    remoteVideo = incoming;
                    incoming.addSink(videoSink);
                } else if (track instanceof AudioTrack incoming) {
                    remoteAudio = incoming;
                    incoming.addSink(audioSink);
                }
            });
        }
    }
}
